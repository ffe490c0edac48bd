import { shippingPrice } from './shipping-price';

describe('shipping price', () => {
  const method = { id: 'standard', title: 'Standard', detail: '', priceMinor: 490, currency: 'EUR' };

  it.each([
    [4_999, 490],
    [5_000, 0],
  ])('for items of %i is %i where it is free from 50 euros on', (itemsMinor, price) => {
    expect(shippingPrice({ ...method, freeFromMinor: 5_000 }, itemsMinor)).toBe(price);
  });

  it('is what it is where it is never free', () => {
    expect(shippingPrice(method, 1_000_000)).toBe(490);
  });
});
