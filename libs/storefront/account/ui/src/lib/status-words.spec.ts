import type { OrderView } from '@mercury/orders/contracts';
import { wordsForOrder } from './status-words';

const order = (extra: Partial<OrderView>) =>
  ({ email: 'ada@example.com', shippingAddress: { name: 'Ada Byrne' }, ...extra }) as OrderView;

describe('words for an order', () => {
  it('thank by first name when it is confirmed', () => {
    expect(wordsForOrder(order({ status: 'confirmed' })).headline).toBe('Thank you, Ada. Your order is confirmed');
  });

  it('thank without a name once the buyer was forgotten', () => {
    const forgotten = order({ status: 'confirmed', email: null, shippingAddress: null });
    expect(wordsForOrder(forgotten).headline).toBe('Thank you. Your order is confirmed');
  });

  it('say why the card was declined, while the order can still be paid', () => {
    const words = wordsForOrder(order({ status: 'awaiting_payment', lastDecline: 'Insufficient funds.' }));
    expect(words.headline).toBe('Your card was declined');
    expect(words.detail).toContain('Insufficient funds. Your order is still held');
  });

  it('do not say twice what the headline says', () => {
    const words = wordsForOrder(order({ status: 'awaiting_payment', lastDecline: 'Your card was declined.' }));
    expect(words.detail).toMatch(/^Your order is still held/);
  });

  it('do not speak of an old decline once a later card has worked', () => {
    expect(wordsForOrder(order({ status: 'checking', lastDecline: 'Declined.' })).headline).toBe(
      'We are checking this order',
    );
  });
});
