import { shippingPrice } from './shipping-price';

describe('shippingPrice', () => {
  const standard = { id: 's', title: 'Standard', detail: '', priceMinor: 490, freeFromMinor: 5_000, currency: 'EUR' };

  it.each([
    [4_999, 490],
    [5_000, 0],
    [12_900, 0],
  ])('of lines worth %i is %i', (items, price) => {
    expect(shippingPrice(standard, items)).toBe(price);
  });

  it('is never free for a method that names no such total', () => {
    expect(shippingPrice({ ...standard, freeFromMinor: undefined }, 1_000_000)).toBe(490);
  });
});
