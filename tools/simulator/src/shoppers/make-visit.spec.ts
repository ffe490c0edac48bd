import type { ShopClient } from '../client/shop-client';
import { Failure, Refusal } from '../client/shop-error';
import { Tally } from '../report/tally';
import { personOf } from '../visit/person';
import { Visitor } from '../visit/visitor';
import { Visit } from './make-visit';
import type { Step } from './plan-visit';

const card = (productId: string) => ({ productId, slug: `slug-${productId}` });
const order = { orderId: 'o1', number: 'M-1', status: 'confirmed', totals: { totalMinor: 900 }, timeline: [] };

/** A shop whose shelf holds three products, with the answers of a test on top. */
function shop(answers: Record<string, (path: string) => unknown> = {}) {
  const asked: string[] = [];
  const told: { kind: string; productId?: string }[] = [];
  const standard: Record<string, (path: string) => unknown> = {
    'GET /api/search': () => ({ items: ['a', 'b', 'c'].map(card), facets: [], total: 3 }),
    'GET /api/trending': () => ({ items: [{ product: card('t1') }, { product: card('t2') }] }),
    'GET /api/products/': (path) => ({
      productId: path.split('slug-')[1],
      variants: [
        { variantId: 'v-none', available: 0 },
        { variantId: 'v-some', available: 9 },
      ],
    }),
    'GET /api/cart': () => ({ lines: [{ variant: { variantId: 'v-some' } }] }),
    'GET /api/shipping-methods': () => [{ id: 'standard' }],
    'GET /api/payments/config': () => ({ publishableKey: 'pk_test_x' }),
    'GET /api/orders/': () => order,
    'POST /api/orders': () => order,
    ...answers,
  };
  const answer = (method: string, path: string) => {
    asked.push(`${method} ${path}`);
    const known = Object.keys(standard)
      .sort((one, other) => other.length - one.length)
      .find((start) => `${method} ${path}`.startsWith(start));
    return (standard[known ?? ''] ?? (() => ({})))(path);
  };
  const client = {
    url: 'http://shop',
    get: async (path: string) => answer('GET', path),
    command: async (method: string, path: string) => answer(method, path),
    beacon: async ({ events }: { events: typeof told }) => void told.push(...events),
  } as unknown as ShopClient;
  const tally = new Tally();
  const visitor = new Visitor(personOf('shopper'), client, tally);
  const visit = new Visit(visitor, { tally, pause: async () => true });
  return { visit, tally, asked, told };
}

const browse: Step = { do: 'browse', category: 'mugs', brand: undefined, dearestFirst: false, pauseMs: 0 };
const add: Step = { do: 'add', quantity: 2, variant: 0, pauseMs: 0 };
const good: Step = { do: 'buy', cards: [{ kind: 'good', holder: 'h' }], cancels: false, pauseMs: 0 };
const look = (at: number): Step => ({ do: 'look', at, pauseMs: 0 });

describe('a visit', () => {
  it('tells the shop what it clicked and saw, in order', async () => {
    const { visit, told, tally } = shop();
    await visit.make([browse, look(0.5), { do: 'follow-trend', rank: 9, pauseMs: 0 }]);
    expect(told.map(({ kind, productId }) => `${kind} ${productId}`)).toEqual([
      'product-clicked b',
      'product-viewed b',
      'product-clicked t2',
      'product-viewed t2',
    ]);
    expect(tally.counts).toMatchObject({ sessions: 1, views: 2 });
  });

  it('buys what is in stock and counts what came of it', async () => {
    const { visit, asked, tally } = shop();
    await visit.make([browse, look(0), add, good]);
    expect(asked).toContain('POST /api/orders/o1/payments');
    expect(tally.counts).toMatchObject({ adds: 1, units: 2, placed: 1, confirmed: 1, revenueMinor: 900 });
  });

  it('leaves alone what is sold out, and a checkout with nothing', async () => {
    const { visit, asked, tally } = shop({
      'GET /api/products/': () => ({ productId: 'a', variants: [{ variantId: 'v', available: 1 }] }),
      'GET /api/cart': () => ({ lines: [] }),
    });
    await visit.make([browse, look(0), add, good]);
    expect(asked.filter((request) => request.startsWith('POST'))).toEqual([]);
    expect(tally.failed).toBe(false);
  });

  it('goes on after a refusal and empties the cart that could not be bought', async () => {
    const { visit, asked, tally } = shop({
      'POST /api/orders': () => {
        throw new Refusal('catalog.sold_out', 409, 'Gone');
      },
    });
    await visit.make([browse, look(0), add, good, look(0.9)]);
    expect([...tally.refusals.keys()]).toEqual(['catalog.sold_out (409)']);
    expect(asked).toContain('DELETE /api/cart/lines/v-some');
    expect(tally.counts.views).toBe(2);
  });

  it('tries the next card after a decline, and gives the order up when there is none', async () => {
    const { visit, asked, tally } = shop({
      'GET /api/orders/': () => ({ ...order, status: 'awaiting_payment', lastDecline: 'No funds' }),
    });
    const cards = [
      { kind: 'no-funds', holder: 'h' },
      { kind: 'declined', holder: 'h' },
    ] as const;
    await visit.make([browse, look(0), add, { do: 'buy', cards, cancels: true, pauseMs: 0 }]);
    expect(asked.filter((request) => request === 'POST /api/orders/o1/payments')).toHaveLength(2);
    expect(asked).toContain('POST /api/orders/o1/cancel');
    expect(tally.counts).toMatchObject({ declined: 2, cancelled: 1, confirmed: 0 });
  });

  it('ends at a failure', async () => {
    const { visit, asked, tally } = shop({
      'GET /api/search': () => {
        throw new Failure('GET /api/search: 500 internal');
      },
    });
    await visit.make([browse, look(0), { do: 'follow-trend', rank: 1, pauseMs: 0 }]);
    expect(asked).toHaveLength(1);
    expect(tally.failed).toBe(true);
  });
});
