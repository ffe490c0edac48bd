import { keyOf, paramsOf, queryOf, unfiltered } from './catalog-query';

describe('catalogue query', () => {
  const params = {
    q: ' lamp ',
    brand: ['Osk & Elm', 'Tarn'],
    'attr.colour': 'Sage',
    minPrice: '1000',
    inStock: 'true',
    sort: 'price-asc',
  };

  it('is read from a URL, and written back as it was', () => {
    const query = queryOf(params);
    expect(query).toEqual({
      q: 'lamp',
      brands: ['Osk & Elm', 'Tarn'],
      attributes: { colour: ['Sage'] },
      minPriceMinor: 1000,
      inStock: true,
      sort: 'price-asc',
    });
    expect(queryOf(paramsOf(query))).toEqual(query);
  });

  it('leaves out what cannot be', () => {
    expect(queryOf({ minPrice: '-4', maxPrice: 'cheap', sort: 'mood', inStock: '1', q: '  ', brand: '' })).toEqual({});
  });

  it('takes the room from the path before one from the parameters', () => {
    expect(queryOf({ category: 'sofas' }, 'chairs').category).toBe('chairs');
  });

  it('is the same list whatever the order of its parameters', () => {
    expect(keyOf(queryOf({ q: 'a', sort: 'title' }))).toBe(keyOf(queryOf({ sort: 'title', q: 'a' })));
  });

  it('keeps words, room and order when the filters go', () => {
    expect(unfiltered(queryOf(params, 'lighting'))).toEqual({ q: 'lamp', category: 'lighting', sort: 'price-asc' });
  });
});
