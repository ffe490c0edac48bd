import type { AccountEvent, Role } from '@mercury/identity/contracts';
import type { AccountState } from './account';
import { IdentityRefusal } from './identity.refusal';

type Registered = Extract<AccountEvent, { type: 'identity.account.registered' }>['data'];

/** Opens an account. An id is used once: a repeated command is recognised before this decision is asked. */
export function registerAccount(state: AccountState, account: Registered): AccountEvent[] {
  if (state.status !== 'unknown') throw new IdentityRefusal('identity.account_exists', 'The account exists already');
  return [{ type: 'identity.account.registered', data: account }];
}

/** Changes what an account may do; the role it has already is no event. */
export function grantRole(state: AccountState, accountId: string, role: Role, grantedBy: string): AccountEvent[] {
  requireRegistered(state);
  if (state.role === role) return [];
  return [{ type: 'identity.account.role-granted', data: { accountId, role, grantedBy } }];
}

/** Replaces the password; whoever asks has proved before that they may. */
export function changePassword(state: AccountState, accountId: string, sealedPasswordHash: string): AccountEvent[] {
  requireRegistered(state);
  return [{ type: 'identity.account.password-changed', data: { accountId, sealedPasswordHash } }];
}

function requireRegistered(state: AccountState): void {
  if (state.status !== 'registered')
    throw new IdentityRefusal('identity.account_not_found', 'There is no such account');
}
