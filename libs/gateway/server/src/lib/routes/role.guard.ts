import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ForbiddenError, UnauthenticatedError } from '@mercury/platform/errors';
import { callerOf } from '../caller/caller';
import { ruleOf } from './route-of';

/** Lets through whom the route table lets through; a route without a rule is closed. */
@Injectable()
export class RoleGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const rule = ruleOf(context);
    if (!rule) throw new ForbiddenError('request.route_closed', { message: 'This route is not open to anybody' });
    if (rule.access === 'everyone') return true;
    const role = callerOf(context.switchToHttp().getRequest()).session?.role;
    if (!role) throw new UnauthenticatedError('identity.unauthenticated', { message: 'Please log in' });
    if (!rule.access.includes(role))
      throw new ForbiddenError('identity.forbidden', { message: 'Your account may not do this' });
    return true;
  }
}
