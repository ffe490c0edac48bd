import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { SessionView } from '@mercury/identity/contracts';
import { GetAccount } from '@mercury/identity/server';
import { Signer } from '../caller/signer';

/** What a browser may know of its session. */
@Injectable()
export class SessionViews {
  constructor(
    private readonly queries: QueryBus,
    private readonly signer: Signer,
  ) {}

  /** A guest's view; `visitorId` is what the token is bound to. */
  guest(visitorId: string): SessionView {
    return { account: null, csrfToken: this.signer.tokenFor('csrf', visitorId) };
  }

  /** A signed-in shopper's view; the token of the session binds the CSRF token. */
  async account(accountId: string, token: string): Promise<SessionView> {
    const account = await this.queries.execute(new GetAccount(accountId));
    return { account, csrfToken: this.signer.tokenFor('csrf', token) };
  }
}
