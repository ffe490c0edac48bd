import { addToBasket, BASKET_SIZE, type Basket } from './basket';
import { fillWithTrending } from './fill-with-trending';
import { recommendForProduct } from './for-product';
import { recommendForVisitor } from './for-visitor';
import { newestRecents, recentProducts } from './recent';
import { viewedAffinity, type Neighbour } from './similarity';

const beside = (productId: string, otherId: string, fields: Partial<Neighbour> = {}): Neighbour => ({
  productId,
  otherId,
  viewedTogether: 0,
  boughtTogether: 0,
  sessions: 20,
  otherSessions: 20,
  orders: 10,
  otherOrders: 10,
  ...fields,
});

describe('a basket', () => {
  it('pairs each product once with those before it', () => {
    const first = addToBasket([], 'a');
    const second = addToBasket(first.basket, 'b');
    expect([first.partners, second.partners]).toEqual([[], ['a']]);
    expect(addToBasket(second.basket, 'a')).toEqual({ basket: ['a', 'b'], partners: undefined });
  });

  it('keeps the last fifty', () => {
    let basket: Basket = [];
    for (let index = 0; index < 80; index += 1) basket = addToBasket(basket, `p${index}`).basket;
    expect(basket).toHaveLength(BASKET_SIZE);
    expect(basket[0]).toBe('p30');
    expect(addToBasket(basket, 'p80').partners).toHaveLength(BASKET_SIZE - 1);
  });
});

describe('what a visitor was concerned with', () => {
  const entries = Array.from(
    { length: 30 },
    (_, index) => [`p${index % 25}`, `2026-11-24T12:00:${index + 10}`] as const,
  );

  it('is the newest twenty, the same in whatever order they come', () => {
    const newest = newestRecents(entries);
    expect(newest).toHaveLength(20);
    expect(newest[0]).toEqual(['p4', '2026-11-24T12:00:39']);
    expect(newestRecents(entries.toReversed())).toEqual(newest);
    expect(newestRecents([...newestRecents(entries.slice(12)), ...newestRecents(entries.slice(0, 12))])).toEqual(
      newest,
    );
  });

  it('begins with what the caller has just seen', () => {
    expect(
      recentProducts(
        ['x', 'b'],
        [
          ['a', '2'],
          ['b', '1'],
        ],
      ),
    ).toEqual(['x', 'b', 'a']);
  });
});

describe('affinity', () => {
  it('holds popular products back and wants evidence', () => {
    const rare = viewedAffinity(beside('a', 'b', { viewedTogether: 10, otherSessions: 10 }));
    const popular = viewedAffinity(beside('a', 'c', { viewedTogether: 10, otherSessions: 1_000 }));
    const chance = viewedAffinity(beside('a', 'd', { viewedTogether: 1, sessions: 1, otherSessions: 1 }));
    expect(rare).toBeGreaterThan(popular);
    expect(rare).toBeGreaterThan(chance);
  });
});

describe('recommendations for a product', () => {
  it('are what is viewed with it, then what is bought with it, each once', () => {
    const list = recommendForProduct(
      [
        beside('a', 'weak', { viewedTogether: 1 }),
        beside('a', 'strong', { viewedTogether: 9, boughtTogether: 1 }),
        beside('a', 'bought', { boughtTogether: 5 }),
        beside('a', 'a', { viewedTogether: 20 }),
      ],
      10,
    );
    expect(list.map(({ productId, reason }) => [productId, reason.kind])).toEqual([
      ['strong', 'viewed-together'],
      ['weak', 'viewed-together'],
      ['bought', 'bought-together'],
    ]);
    expect(list[0]?.reason).toEqual({ kind: 'viewed-together', productId: 'a' });
  });
});

describe('recommendations for a visitor', () => {
  it('add up over the recent products, and name the one that carried the most', () => {
    const list = recommendForVisitor(
      ['a', 'b', 'c'],
      [
        beside('a', 'x', { viewedTogether: 2 }),
        beside('b', 'x', { viewedTogether: 9 }),
        beside('c', 'y', { boughtTogether: 4 }),
        beside('a', 'b', { viewedTogether: 20 }),
        beside('elsewhere', 'z', { viewedTogether: 20 }),
      ],
      10,
    );
    expect(list.map(({ productId, reason }) => [productId, reason])).toEqual([
      ['x', { kind: 'viewed-together', productId: 'b' }],
      ['y', { kind: 'bought-together', productId: 'c' }],
    ]);
  });

  it('count the newest product the most', () => {
    const neighbours = [beside('old', 'x', { viewedTogether: 5 }), beside('new', 'y', { viewedTogether: 5 })];
    const recent = ['new', ...Array.from({ length: 10 }, (_, index) => `r${index}`), 'old'];
    expect(recommendForVisitor(recent, neighbours, 10).map(({ productId }) => productId)).toEqual(['y', 'x']);
  });
});

describe('a short list', () => {
  it('is filled with what is popular, never with what is there or excluded', () => {
    const list = [{ productId: 'a', score: 1, reason: { kind: 'viewed-together' as const, productId: 'z' } }];
    expect(fillWithTrending(list, ['z', 'a', 'p', 'q', 'r'], ['z'], 3)).toEqual([
      list[0],
      { productId: 'p', score: 0, reason: { kind: 'trending' } },
      { productId: 'q', score: 0, reason: { kind: 'trending' } },
    ]);
  });
});
