import type { ProductDescription } from '@mercury/catalog/contracts';
import { productAggregate } from './product';
import { listProduct, reviseProduct, withdrawProduct } from './product.decider';

const lamp: ProductDescription = {
  productId: 'p1',
  slug: 'reading-lamp',
  title: 'Reading Lamp',
  brand: 'Halden',
  description: 'A lamp.',
  categoryPath: ['lighting'],
  attributes: { material: 'Steel', colour: 'Sand' },
  images: [],
  variants: [{ variantId: 'v1', sku: 'L-1', options: {}, priceMinor: 4900, currency: 'EUR' }],
};
const listed = productAggregate.evolve(productAggregate.initialState(), { type: 'catalog.product.listed', data: lamp });

describe('a product', () => {
  it('is listed', () => {
    expect(listProduct(productAggregate.initialState(), lamp)).toEqual([
      { type: 'catalog.product.listed', data: lamp },
    ]);
  });

  it('does not change when the same content is listed again, in whatever order of keys', () => {
    expect(listProduct(listed, { ...lamp, attributes: { colour: 'Sand', material: 'Steel' } })).toEqual([]);
  });

  it('is revised when its content changes', () => {
    expect(reviseProduct(listed, { ...lamp, title: 'Lamp' })).toHaveLength(1);
  });

  it.each([
    ['a title of blanks', { title: ' ' }, 'catalog.product_untitled'],
    ['an address with a blank', { slug: 'a b' }, 'catalog.product_slug'],
    ['no category', { categoryPath: [] }, 'catalog.product_category'],
    ['no variant', { variants: [] }, 'catalog.product_variants'],
    ['half a cent', { variants: [{ ...lamp.variants[0]!, priceMinor: 0.5 }] }, 'catalog.product_price'],
  ])('refuses %s', (_, change, code) => {
    expect(() => listProduct(productAggregate.initialState(), { ...lamp, ...change })).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it('is withdrawn once', () => {
    const [event] = withdrawProduct(listed, 'p1', 'discontinued');
    expect(event).toMatchObject({ type: 'catalog.product.withdrawn' });
    expect(withdrawProduct(productAggregate.evolve(listed, event!), 'p1', 'discontinued')).toEqual([]);
  });
});
