import { Inject, Injectable, type ExecutionContext } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { Request, Response } from 'express';
import { IdGenerator } from '@mercury/shared/util-ids';
import { Caller, setCaller, type SignedIn } from '../caller/caller';
import { Cookies, VISITOR_COOKIE } from '../caller/cookies';
import { Signer } from '../caller/signer';
import { GATEWAY_OPTIONS, type GatewayOptions } from '../gateway.options';
import { isSimulator } from '../limits/is-simulator';
import { SESSION_STRATEGY } from './session.strategy';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Finds out who asks; refuses nobody. The role guard behind it does. */
@Injectable()
export class SessionGuard extends AuthGuard(SESSION_STRATEGY) {
  constructor(
    private readonly signer: Signer,
    private readonly cookies: Cookies,
    private readonly ids: IdGenerator,
    @Inject(GATEWAY_OPTIONS) private readonly gateway: GatewayOptions,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    await super.canActivate(context);
    const signedIn = (request.user as SignedIn | undefined) ?? undefined;
    const caller = new Caller(
      visitorIdIn(request, this.signer),
      signedIn,
      () => this.makeVisitor(response),
      isSimulator(request, this.gateway),
    );
    setCaller(request, caller);
    return true;
  }

  override handleRequest<User>(error: unknown, user: User | false): User {
    if (error) throw error;
    return (user || undefined) as User;
  }

  private makeVisitor(response: Response): string {
    const visitorId = this.ids.next();
    this.cookies.setVisitor(response, this.signer.sign('visitor', visitorId));
    return visitorId;
  }
}

/** The visitor's id from a cookie that bears our signature. */
export function visitorIdIn(request: Request, signer: Signer): string | undefined {
  const cookie: unknown = request.cookies?.[VISITOR_COOKIE];
  if (typeof cookie !== 'string') return undefined;
  const visitorId = signer.verify('visitor', cookie);
  return visitorId && UUID.test(visitorId) ? visitorId : undefined;
}
