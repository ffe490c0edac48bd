import { Breaker } from './breaker';

describe('Breaker', () => {
  let now = 0;
  const fail = (breaker: Breaker, times: number) => {
    for (let n = 0; n < times; n += 1) breaker.failed();
  };

  it('opens after three failures in a row, and not before', () => {
    const breaker = new Breaker(() => now);
    fail(breaker, 2);
    breaker.succeeded();
    fail(breaker, 2);
    expect(breaker.allows()).toBe(true);
    breaker.failed();
    expect(breaker.allows()).toBe(false);
  });

  it('lets one caller try after a pause, and closes when that one succeeds', () => {
    const breaker = new Breaker(() => now);
    fail(breaker, 3);
    now += 5_000;
    expect([breaker.allows(), breaker.allows()]).toEqual([true, false]);
    breaker.succeeded();
    expect(breaker.allows()).toBe(true);
  });
});
