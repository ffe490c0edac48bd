import type { SessionView } from '@mercury/identity/contracts';
import { SessionActions, SessionApiActions } from './session.actions';
import { sessionFeature } from './session.feature';

const guest: SessionView = { account: null, csrfToken: 'token-1' };
const { reducer } = sessionFeature;
const unknown = reducer(undefined, { type: 'start' });

describe('session', () => {
  it('is unknown until the server has answered', () => {
    expect(unknown).toEqual({ session: null, status: 'unknown' });
    expect(reducer(unknown, SessionApiActions.loaded({ session: guest }))).toEqual({ session: guest, status: 'known' });
  });

  it('is not loaded again while the token is good', () => {
    const known = reducer(unknown, SessionApiActions.loaded({ session: guest }));
    expect(reducer(known, SessionActions.required({}))).toBe(known);
  });

  it('is loaded again when its token was refused', () => {
    const known = reducer(unknown, SessionApiActions.loaded({ session: guest }));
    expect(reducer(known, SessionActions.required({ stale: 'token-1' })).status).toBe('loading');
  });

  it('keeps what it knew when loading fails', () => {
    const known = reducer(unknown, SessionApiActions.loaded({ session: guest }));
    expect(reducer(known, SessionApiActions.loadFailed({ message: 'away' }))).toEqual({
      session: guest,
      status: 'failed',
    });
  });

  it('becomes what signing in answered', () => {
    const account = { accountId: 'a', email: 'ada@example.test', displayName: 'Ada', role: 'shopper' as const };
    const state = { session: reducer(unknown, SessionActions.changed({ session: { account, csrfToken: 't2' } })) };
    expect(sessionFeature.selectAccount(state)).toEqual(account);
    expect(sessionFeature.selectCsrfToken(state)).toBe('t2');
  });
});
