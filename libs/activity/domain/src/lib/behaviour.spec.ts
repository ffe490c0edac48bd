import type { BehaviourDto } from '@mercury/activity/contracts';
import { eventOf, missingFields } from './behaviour';
import { purchasesOf } from './purchase';

const behaviour = (fields: Partial<BehaviourDto>) => ({ id: 'e1', occurredAt: '', ...fields }) as BehaviourDto;
const circumstances = { visitorId: 'v1', sessionId: 's1', occurredAt: '2026-11-24T12:00:00.000Z' };

describe('behaviour', () => {
  it('needs of each kind what its readers read', () => {
    expect(missingFields(behaviour({ kind: 'product-viewed' }))).toEqual(['productId']);
    expect(missingFields(behaviour({ kind: 'product-clicked', productId: 'p1' }))).toEqual(['list', 'rank']);
    expect(missingFields(behaviour({ kind: 'cart-added', productId: 'p1', quantity: 2 }))).toEqual([]);
    expect(missingFields(behaviour({ kind: 'search-performed', query: 'coat' }))).toEqual(['total']);
  });

  it('becomes an event with its visitor, session and time', () => {
    expect(eventOf(behaviour({ kind: 'product-viewed', productId: 'p1', list: 'home' }), circumstances)).toEqual({
      type: 'activity.product.viewed',
      data: { ...circumstances, productId: 'p1', source: 'home' },
    });
    expect(eventOf(behaviour({ kind: 'cart-added', productId: 'p1', quantity: 2 }), circumstances)).toEqual({
      type: 'activity.cart.added',
      data: { ...circumstances, productId: 'p1', quantity: 2 },
    });
  });
});

describe('purchasesOf', () => {
  it('counts a product once, whatever variants it was bought in', () => {
    const lines = [
      { productId: 'p1', quantity: 1 },
      { productId: 'p2', quantity: 1 },
      { productId: 'p1', quantity: 2 },
    ];
    const events = purchasesOf({ orderId: 'o1', visitorId: 'v1', lines }, circumstances.occurredAt);
    expect(events.map(({ data }) => data)).toMatchObject([
      { productId: 'p1', quantity: 3, sessionId: 'order-o1', orderId: 'o1' },
      { productId: 'p2', quantity: 1 },
    ]);
  });
});
