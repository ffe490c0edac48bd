import type { AccountEvent, EmailEvent } from '@mercury/identity/contracts';
import { accountAggregate } from './account';
import { changePassword, forgetAccount, grantRole, registerAccount } from './account.decider';
import { claimEmail, emailClaimAggregate } from './email-claim';

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

  it('stays forgotten: it is not changed, not registered again, and forgotten once', () => {
    const forgotten = forgetAccount(given(registered), 'a');
    expect(forgotten).toEqual([{ type: 'identity.subject.forgotten', data: { subjectId: 'a' } }]);
    const state = given(registered, ...forgotten);
    expect(forgetAccount(state, 'a')).toEqual([]);
    expect(() => grantRole(state, 'a', 'admin', 'x')).toThrow(
      expect.objectContaining({ code: 'identity.account_not_found' }),
    );
    expect(() => registerAccount(state, account)).toThrow(
      expect.objectContaining({ code: 'identity.account_forgotten' }),
    );
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
});
