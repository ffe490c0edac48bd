import type { AccountEvent, Role } from '@mercury/identity/contracts';

/** An account as far as decisions need it. */
export interface AccountState {
  readonly status: 'unknown' | 'registered' | 'forgotten';
  readonly role?: Role;
}

/** How the events of `identity.account-<accountId>` fold. */
export const accountAggregate = {
  streamType: 'identity.account',
  initialState: (): AccountState => ({ status: 'unknown' }),
  evolve(state: AccountState, { type, data }: AccountEvent): AccountState {
    switch (type) {
      case 'identity.account.registered':
        return { status: 'registered', role: data.role };
      case 'identity.account.role-granted':
        return { ...state, role: data.role };
      case 'identity.account.password-changed':
        return state;
      case 'identity.subject.forgotten':
        return { status: 'forgotten' };
    }
  },
};
