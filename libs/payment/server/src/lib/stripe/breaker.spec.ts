import { Breaker } from './breaker';

describe('the breaker before Stripe', () => {
  let now = 0;
  const opened = () => {
    now = 0;
    const breaker = new Breaker({ failuresToOpen: 3, openMs: 1_000, now: () => now });
    for (let call = 0; call < 3; call += 1) {
      expect(breaker.admits()).toBe(true);
      breaker.report(false);
    }
    return breaker;
  };

  it('opens after failures in a row, and not before', () => {
    const breaker = new Breaker({ failuresToOpen: 3, openMs: 1_000, now: () => 0 });
    for (const reached of [false, false, true, false, false]) breaker.report(reached);
    expect(breaker.state).toBe('closed');
    expect(opened().state).toBe('open');
  });

  it('lets nobody through while it is open, and one when its time is over', () => {
    const breaker = opened();
    expect(breaker.admits()).toBe(false);
    now = 1_000;
    expect([breaker.admits(), breaker.admits()]).toEqual([true, false]);
    expect(breaker.state).toBe('half-open');
  });

  it('closes when the one that tried was answered, and opens again when not', () => {
    const breaker = opened();
    now = 1_000;
    breaker.admits();
    breaker.report(false);
    expect(breaker.state).toBe('open');
    now = 2_000;
    breaker.admits();
    breaker.report(true);
    expect(breaker.state).toBe('closed');
  });
});
