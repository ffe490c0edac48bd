import type { AccountEvent, EmailEvent } from '@mercury/identity/contracts';
import { accountAggregate } from './account';
import { changePassword, grantRole, registerAccount } from './account.decider';
import { claimEmail, emailClaimAggregate } from './email-claim';
import { normaliseEmail } from './normalise-email';

const account = {
  accountId: 'a',
  emailHash: 'h',
  sealedEmail: 'e',
  sealedDisplayName: 'n',
  sealedPasswordHash: 'p',
  role: 'shopper' as const,
};
const registered: AccountEvent = { type: 'identity.account.registered', data: account };
const given = (...events: AccountEvent[]) => events.reduce(accountAggregate.evolve, accountAggregate.initialState());

describe('an account', () => {
  it('is registered once', () => {
    expect(registerAccount(given(), account)).toEqual([registered]);
    expect(() => registerAccount(given(registered), account)).toThrow(
      expect.objectContaining({ code: 'identity.account_exists' }),
    );
  });

  it('gets another role, and no event for the one it has', () => {
    const granted = grantRole(given(registered), 'a', 'merchant', 'seed');
    expect(granted).toMatchObject([{ type: 'identity.account.role-granted', data: { role: 'merchant' } }]);
    expect(grantRole(given(registered, ...granted), 'a', 'merchant', 'seed')).toEqual([]);
  });

  it('must exist to be changed', () => {
    for (const change of [() => grantRole(given(), 'a', 'admin', 'x'), () => changePassword(given(), 'a', 'p')])
      expect(change).toThrow(expect.objectContaining({ code: 'identity.account_not_found' }));
  });
});

describe('an e-mail address', () => {
  it('belongs to its first claimant', () => {
    const claimed = claimEmail({}, 'h', 'a');
    const state = claimed.reduce((folded, event: EmailEvent) => emailClaimAggregate.evolve(folded, event), {});
    expect(claimEmail(state, 'h', 'a')).toEqual([]);
    expect(() => claimEmail(state, 'h', 'b')).toThrow(expect.objectContaining({ code: 'identity.email_taken' }));
  });

  it('has one spelling', () => {
    expect(normaliseEmail('  Ada@Mercury.Example ')).toBe('ada@mercury.example');
  });
});
