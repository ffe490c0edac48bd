import { entriesOf } from './ranking';
import { scopePattern } from './scope';
import { newestVotes, voteOf } from './vote';
import { expiredAt, minuteOf } from './window';

const data = { visitorId: 'v1', productId: 'p1', occurredAt: '2026-11-24T12:00:59.999Z' };

describe('a vote', () => {
  it('is one visitor’s voice for one product in one kind, in the minute in which it happened', () => {
    const minute = minuteOf('2026-11-24T12:00:00.000Z');
    expect(voteOf({ type: 'activity.product.viewed', data })).toEqual({ key: 'v|v1|p1', minute });
    expect(voteOf({ type: 'activity.cart.added', data })?.key).toBe('c|v1|p1');
    expect(voteOf({ type: 'activity.product.purchased', data })?.key).toBe('p|v1|p1');
    expect(voteOf({ type: 'activity.search.performed', data })).toBeUndefined();
  });

  it.each([
    { ...data, productId: undefined },
    { ...data, occurredAt: 'never' },
  ])('is refused as %p', (wrong) => {
    expect(() => voteOf({ type: 'activity.product.viewed', data: wrong })).toThrow('names no');
  });

  it('counts in its newest minute, in whatever order it is cast', () => {
    const votes = [3, 9, 5].map((minute) => ({ key: 'v|v1|p1', minute }));
    expect([...newestVotes(votes)]).toEqual([['v|v1|p1', 9]]);
    expect([...newestVotes(votes.reverse())]).toEqual([['v|v1|p1', 9]]);
  });
});

describe('the window', () => {
  it('ends after sixty minutes, the running one included', () => {
    expect(expiredAt(100)).toBe(40);
  });
});

describe('a ranking', () => {
  it('tells newcomers from those that were there', () => {
    const places = [
      { productId: 'a', score: 9 },
      { productId: 'b', score: 4 },
    ];
    expect(entriesOf(places, ['c', 'a'])).toEqual([
      { productId: 'a', rank: 1, previousRank: 2, score: 9 },
      { productId: 'b', rank: 2, previousRank: null, score: 4 },
    ]);
  });
});

describe('a scope', () => {
  it.each(['all', 'category:jackets-and-coats'])('%s is one', (scope) => expect(scopePattern.test(scope)).toBe(true));
  it.each(['', 'ALL', 'category:', 'category:a:b', 'category:../x', `category:${'a'.repeat(81)}`])(
    '%p is none',
    (scope) => expect(scopePattern.test(scope)).toBe(false),
  );
});
