import { departmentOf } from './departments';
import { artworkOfItem, productOfItem } from './product-of-item';

describe('productOfItem', () => {
  const prices = new Map([['2', 339]]);

  it('makes a product at the price paid, with ids that the source and the item decide', () => {
    const { product, stock } = productOfItem({ item_id: '2', title: 'WHITE  METAL LANTERN' }, 'other_shop', prices);
    expect(product).toMatchObject({
      title: 'White Metal Lantern',
      slug: 'white-metal-lantern-2',
      brand: 'Other Shop',
      categoryPath: ['gifts', 'lights-and-candles'],
    });
    expect(product.variants).toEqual([expect.objectContaining({ priceMinor: 339, sku: 'OTHER-SHOP-2' })]);
    expect(Object.values(stock)[0]).toBeGreaterThan(10_000);
  });

  it.each([
    [{ item_id: '', title: 'A' }, 'item_id is missing'],
    [{ item_id: '2', title: ' ' }, 'title is missing'],
    [{ item_id: '3', title: 'B' }, /nobody ever bought item 3/],
  ])('refuses %o', (row, reason) => {
    expect(() => productOfItem(row, 'other_shop', prices)).toThrow(reason);
  });

  it('draws what the title names, whatever its case, in the colour that it names', () => {
    expect(artworkOfItem('PINK LANTERN')).toMatchObject({ drawing: 'lantern', color: '#8a5a6b' });
    expect(artworkOfItem('Pink Lantern')).toEqual(artworkOfItem('PINK LANTERN'));
    expect(artworkOfItem('BEADED THING').drawing).toBe('parcel');
  });

  it('lets the first department of the list decide between words', () => {
    expect(departmentOf('CHRISTMAS MUG').category).toBe('mugs-and-cups');
    expect(departmentOf('WHATEVER').category).toBe('curiosities');
  });
});
