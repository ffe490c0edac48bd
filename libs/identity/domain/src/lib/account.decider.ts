import type { AccountEvent, Role } from '@mercury/identity/contracts';
import type { AccountState } from './account';
import { IdentityRefusal } from './identity.refusal';

type Registered = Extract<AccountEvent, { type: 'identity.account.registered' }>['data'];

/** Opens an account. An id is used once: a repeated command is recognised before this decision is asked. */
export function registerAccount(state: AccountState, account: Registered): AccountEvent[] {
  if (state.status === 'forgotten')
    throw new IdentityRefusal('identity.account_forgotten', 'This account was erased at its owner’s request');
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

/** Ends an account for good, at its owner's request; twice is once. */
export function forgetAccount(state: AccountState, accountId: string): AccountEvent[] {
  if (state.status === 'forgotten') return [];
  requireRegistered(state);
  return [{ type: 'identity.subject.forgotten', data: { subjectId: accountId } }];
}

function requireRegistered(state: AccountState): void {
  if (state.status !== 'registered')
    throw new IdentityRefusal('identity.account_not_found', 'There is no such account');
}
