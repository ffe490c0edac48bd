import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '@mercury/platform/errors';
import { Sessions, type PendingMerge, type Session } from '@mercury/identity/server';
import type { Caller } from '../caller/caller';
import { deadlines, Services } from '../rpc/services';

/**
 * Brings a guest's cart into the account's. The debt is written into the session before the first attempt and taken out
 * after success, under one command id: a merge that fails never hinders a log in, is tried again at the next look at the
 * session or the cart, and happens once.
 */
@Injectable()
export class CartMerge {
  private readonly logger = new Logger(CartMerge.name);

  constructor(
    private readonly services: Services,
    private readonly sessions: Sessions,
  ) {}

  /** What a log in of this visitor leaves to do. */
  debtOf(visitorId: string | undefined, commandId: string): PendingMerge | undefined {
    return visitorId ? { fromCartId: visitorId, commandId } : undefined;
  }

  /** Pays what is owed, if anything. Never rejects. */
  async settle(token: string | undefined, session: Session | undefined): Promise<void> {
    if (!token || !session?.pendingMerge) return;
    const { commandId, fromCartId } = session.pendingMerge;
    try {
      const request = { commandId, fromCartId, intoCartId: session.accountId };
      await this.services.call('orders.merge-carts', request, deadlines.rail);
    } catch (error) {
      const final = error instanceof DomainError && error.status < 500 && !error.retryable;
      this.logger.warn(`cart merge ${final ? 'refused' : 'put off'}: ${String(error)}`);
      if (!final) return;
    }
    await this.sessions.mergeDone(token, session).catch((error: unknown) => this.logger.warn(String(error)));
  }

  /** `settle` for who asks now. */
  settleFor(caller: Caller): Promise<void> {
    return this.settle(caller.token, caller.session);
  }
}
