import { waitBefore, worthRetrying } from './retry';

describe('retrying', () => {
  it.each([
    [{ status: 429 }, true],
    [{ status: 503 }, true],
    [{ status: undefined }, true],
    [{ status: 409, retryable: true }, true],
    [{ status: 409 }, false],
    [{ status: 400 }, false],
    [{ status: 500 }, false],
    [{ status: 200 }, false],
  ])('after %o is worth it: %s', (attempted, expected) => {
    expect(worthRetrying(attempted)).toBe(expected);
  });

  it('waits as long as the shop asks, within reason', () => {
    expect(waitBefore(2, { status: 429, retryAfter: '3' }, 0)).toBe(3_000);
    expect(waitBefore(2, { status: 429, retryAfter: '3600' }, 0)).toBe(30_000);
  });

  it('else doubles, with jitter, to a limit', () => {
    expect([2, 3, 4].map((next) => waitBefore(next, { status: 503 }, 1))).toEqual([400, 800, 1_600]);
    expect(waitBefore(30, { status: 503 }, 1)).toBe(5_000);
    expect(waitBefore(4, { status: 503 }, 0)).toBe(0);
  });
});
