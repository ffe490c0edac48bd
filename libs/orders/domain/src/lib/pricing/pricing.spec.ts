import fc from 'fast-check';
import type { VariantQuote } from '@mercury/catalog/contracts';
import { priceOrder } from './pricing';
import { taxContainedIn, taxRateOf } from './tax';

const quote = (variantId: string, priceMinor: number): VariantQuote => ({
  variantId,
  productId: `p-${variantId}`,
  slug: variantId,
  title: variantId,
  brand: 'Halden',
  sku: variantId,
  options: {},
  image: { id: 'i', alt: '', color: '#ffffff' },
  priceMinor,
  currency: 'EUR',
  available: 5,
  categoryPath: ['lighting'],
});
const cart = (variantId: string, quantity: number) => ({ variantId, productId: `p-${variantId}`, quantity });
const germany = { shippingMethod: 'standard', country: 'DE' };

describe('the price of an order', () => {
  it('is items and shipping, and says how much of it is tax', () => {
    const { lines, totals } = priceOrder([cart('a', 3), cart('b', 1)], [quote('a', 1_000), quote('b', 450)], germany);
    expect(lines.map(({ lineTotalMinor }) => lineTotalMinor)).toEqual([3_000, 450]);
    expect(totals).toEqual({
      currency: 'EUR',
      itemsMinor: 3_450,
      shippingMinor: 490,
      taxMinor: 629,
      totalMinor: 3_940,
    });
  });

  it.each([
    [4_999, 490],
    [5_000, 0],
  ])('of items for %i includes standard shipping for %i', (price, shippingMinor) => {
    expect(priceOrder([cart('a', 1)], [quote('a', price)], germany).totals).toMatchObject({ shippingMinor });
  });

  it.each([
    ['what the catalogue no longer quotes', ['b'], 'EUR', 'standard', 'catalog.sold_out'],
    ['another currency than that of shipping', ['a'], 'SEK', 'standard', 'orders.mixed_currencies'],
    ['a way to ship that is not there', ['a'], 'EUR', 'pigeon', 'orders.shipping_unknown'],
  ])('refuses %s', (_, ids, currency, shippingMethod, code) => {
    const quotes = [{ ...quote('a', 1), currency }];
    const lines = ids.map((id) => cart(id, 1));
    expect(() => priceOrder(lines, quotes, { ...germany, shippingMethod })).toThrow(expect.objectContaining({ code }));
  });
});

describe('tax contained in a gross price', () => {
  it.each([
    [11_900, 'DE', 1_900],
    [12_000, 'FR', 2_000],
    [12_000, 'US', 2_000],
    [12_550, 'fi', 2_550],
    [1, 'DE', 0],
  ])('of %i for %s is %i', (gross, country, tax) => {
    expect(taxContainedIn(gross, taxRateOf(country))).toBe(tax);
  });

  it('is within half a minor unit of the exact share', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), fc.integer({ min: 0, max: 3_000 }), (gross, rate) => {
        const exact = (gross * rate) / (10_000 + rate);
        expect(Math.abs(taxContainedIn(gross, rate) - exact)).toBeLessThanOrEqual(0.5 + 1e-6);
      }),
    );
  });
});
