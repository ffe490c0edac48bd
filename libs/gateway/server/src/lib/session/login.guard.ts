import { Injectable, type ExecutionContext } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { Request } from 'express';
import { LoginDto, type Role } from '@mercury/identity/contracts';
import { UnauthenticatedError, validateDto } from '@mercury/platform/errors';
import { LOGIN_STRATEGY } from './login.strategy';

const logins = new WeakMap<object, { accountId: string; role: Role }>();

/** Whose credentials a request of the log in route carried. */
export function loginOf(request: object): { accountId: string; role: Role } {
  const login = logins.get(request);
  if (!login) throw new Error('this route is not behind the login guard');
  return login;
}

/** Runs Passport's check; the body is validated first, since guards run before pipes. */
@Injectable()
export class LoginGuard extends AuthGuard(LOGIN_STRATEGY) {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    validateDto(LoginDto, request.body);
    await super.canActivate(context);
    logins.set(request, request.user as { accountId: string; role: Role });
    return true;
  }

  override handleRequest<User>(error: unknown, user: User | false): User {
    if (error) throw error;
    if (!user) throw new UnauthenticatedError('identity.bad_credentials');
    return user;
  }
}
