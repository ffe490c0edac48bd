import type { Role } from '@mercury/identity/contracts';

/** A guest's cart that still has to join the account's: kept in the session until it has. */
export interface PendingMerge {
  readonly commandId: string;
  readonly fromCartId: string;
}

/** What is known of a signed-in browser. Holds no personal data. */
export interface Session {
  readonly accountId: string;
  readonly role: Role;
  /** Epoch milliseconds. */
  readonly openedAt: number;
  readonly pendingMerge?: PendingMerge;
}
