import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { DomainError } from '@mercury/platform/errors';
import { ruleOf } from '../routes/route-of';

/** Refuses a command without a usable key before anything is done for it, a check of a password included. */
@Injectable()
export class IdempotencyKeyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (context.getType() === 'http' && ruleOf(context)?.command) keyOf(context.switchToHttp().getRequest<Request>());
    return true;
  }
}

/** The key of a command. Throws `request.idempotency_key_required` or `request.idempotency_key_invalid` (400). */
export function keyOf(request: Request): string {
  const key = request.headers['idempotency-key'];
  if (key === undefined)
    throw new DomainError('request.idempotency_key_required', {
      status: 400,
      message: 'Commands need an Idempotency-Key header: 8 to 128 characters of A-Z, a-z, 0-9, _ and -',
    });
  if (typeof key !== 'string' || !/^[\w-]{8,128}$/.test(key))
    throw new DomainError('request.idempotency_key_invalid', {
      status: 400,
      message: 'An Idempotency-Key has 8 to 128 characters of A-Z, a-z, 0-9, _ and -',
    });
  return key;
}
