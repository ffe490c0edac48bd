import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { Signer } from '../caller/signer';
import { GATEWAY_OPTIONS, type GatewayOptions } from '../gateway.options';
import { ruleOf } from '../routes/route-of';
import { visitorIdIn } from '../session/session.guard';
import { isSimulator } from './is-simulator';
import { RateLimiter } from './rate-limiter';

/** The first guard: a flood is turned away before it costs a look at sessions. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(
    private readonly limiter: RateLimiter,
    private readonly signer: Signer,
    @Inject(GATEWAY_OPTIONS) private readonly options: GatewayOptions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<Request>();
    const limit = ruleOf(context)?.limit ?? 'read';
    if (!isSimulator(request, this.options))
      await this.limiter.take(limit, request.ip ?? 'unknown', visitorIdIn(request, this.signer));
    return true;
  }
}
