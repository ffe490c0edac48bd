import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { ForbiddenError } from '@mercury/platform/errors';
import { callerOf } from '../caller/caller';
import { Signer } from '../caller/signer';
import { GATEWAY_OPTIONS, type GatewayOptions } from '../gateway.options';
import { ruleOf } from '../routes/route-of';

export const CSRF_HEADER = 'x-csrf-token';
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another site makes a browser send. Three independent locks: the cookies are SameSite, a browser's Origin
 * must be ours, and a command must carry the token that only our own pages can read.
 */
@Injectable()
export class CsrfGuard implements CanActivate {
  constructor(
    private readonly signer: Signer,
    @Inject(GATEWAY_OPTIONS) private readonly options: GatewayOptions,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<Request>();
    const rule = ruleOf(context);
    if (SAFE.has(request.method) || rule?.limit === 'webhook') return true;
    if (isForeign(request, this.options.publicUrl))
      throw new ForbiddenError('request.foreign_origin', { message: 'This request comes from another site' });
    if (!rule?.command) return true;
    const caller = callerOf(request);
    const token = request.headers[CSRF_HEADER];
    const bound = caller.token ?? caller.knownVisitorId;
    if (!bound || typeof token !== 'string' || !this.signer.proves('csrf', token, bound))
      throw new ForbiddenError('request.csrf', {
        message: 'X-CSRF-Token is missing or out of date: read GET /api/session again and repeat',
        retryable: true,
      });
    return true;
  }
}

/** Browsers say where a request comes from; other programs send neither header and have no cookies to steal. */
export function isForeign(request: Request, publicUrl: string): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') return true;
  const origin = request.headers.origin;
  if (origin === undefined || origin === new URL(publicUrl).origin) return false;
  return !URL.canParse(origin) || new URL(origin).host !== request.host;
}
