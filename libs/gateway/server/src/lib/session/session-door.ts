import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { Role, SessionView } from '@mercury/identity/contracts';
import { Sessions } from '@mercury/identity/server';
import { IdGenerator } from '@mercury/shared/util-ids';
import type { Caller } from '../caller/caller';
import { Cookies } from '../caller/cookies';
import { Signer } from '../caller/signer';
import { CartMerge } from './cart-merge';
import { SessionViews } from './session-views';

/** Opens, shows and closes sessions, with the cookies that go with them. */
@Injectable()
export class SessionDoor {
  constructor(
    private readonly sessions: Sessions,
    private readonly merge: CartMerge,
    private readonly views: SessionViews,
    private readonly cookies: Cookies,
    private readonly signer: Signer,
    private readonly ids: IdGenerator,
  ) {}

  /** The session as it is; its cookies get new ends. */
  async look(caller: Caller, response: Response): Promise<SessionView> {
    const { knownVisitorId, visitorId, token, session } = caller;
    if (knownVisitorId) this.cookies.setVisitor(response, this.signer.sign('visitor', knownVisitorId));
    if (!token || !session) return this.views.guest(visitorId);
    this.cookies.setSession(response, token);
    await this.merge.settle(token, session);
    return this.views.account(session.accountId, token);
  }

  /**
   * A new session under a new token. The one before it ends; a guest's cart joins the account's, now or later. A browser
   * that changes from one account to another becomes another visitor, as at log out.
   */
  async enter(
    caller: Caller,
    account: { accountId: string; role: Role },
    commandId: string,
    response: Response,
  ): Promise<SessionView> {
    const before = caller.session;
    if (before && caller.token) await this.sessions.close(caller.token, before.accountId);
    if (before && before.accountId !== account.accountId) this.newVisitor(response);
    const stillOwed = before?.accountId === account.accountId ? before.pendingMerge : undefined;
    const pendingMerge = before ? stillOwed : this.merge.debtOf(caller.knownVisitorId, commandId);
    const { token, session } = await this.sessions.open({ ...account, ...(pendingMerge && { pendingMerge }) });
    await this.merge.settle(token, session);
    this.cookies.setSession(response, token);
    return this.views.account(account.accountId, token);
  }

  /** Ends the session; the visitor gets another id, so that the next person at this browser sees nothing of this one. */
  async leave(caller: Caller, response: Response): Promise<SessionView> {
    if (!caller.token || !caller.session) return this.views.guest(caller.visitorId);
    await this.sessions.close(caller.token, caller.session.accountId);
    this.cookies.clearSession(response);
    return this.views.guest(this.newVisitor(response));
  }

  private newVisitor(response: Response): string {
    const visitorId = this.ids.next();
    this.cookies.setVisitor(response, this.signer.sign('visitor', visitorId));
    return visitorId;
  }
}
