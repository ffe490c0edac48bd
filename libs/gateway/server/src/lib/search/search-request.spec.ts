import { ValidationError } from '@mercury/platform/errors';
import { searchRequestFrom } from './search-request';

describe('a search from a query string', () => {
  it('holds every parameter in its own type', () => {
    const query = {
      q: 'coat',
      category: 'clothing',
      brand: 'Halden',
      'attr.material': ['Wool', 'Silk'],
      'attr.colour': 'Sand',
      minPrice: '100',
      maxPrice: '20000',
      inStock: 'true',
      sort: 'price-asc',
      limit: '12',
      cursor: 'abc',
    };
    expect(searchRequestFrom(query)).toEqual({
      q: 'coat',
      category: 'clothing',
      brands: ['Halden'],
      attributes: { material: ['Wool', 'Silk'], colour: ['Sand'] },
      minPriceMinor: 100,
      maxPriceMinor: 20_000,
      inStock: true,
      sort: 'price-asc',
      limit: 12,
      cursor: 'abc',
    });
  });

  it('is empty for an empty query', () => {
    expect(searchRequestFrom({})).toEqual({});
  });

  it.each([
    [{ 'attr.': 'x' }, 'attr.'],
    [{ 'attr.material': '' }, 'attr.material'],
    [{ 'attr.material': Array(31).fill('x') }, 'attr.material'],
    [Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`attr.a${n}`, 'x'])), 'attr'],
    [{ brand: Array(31).fill('x') }, 'brand'],
    [{ q: ['a', 'b'] }, 'q'],
    [{ category: 'Not A Slug' }, 'category'],
    [{ __proto__x: '1' }, '__proto__x'],
  ])('refuses %j', (query, field) => {
    const attempt = () => searchRequestFrom(query);
    expect(attempt).toThrow(ValidationError);
    expect(attempt).toThrow(
      expect.objectContaining({ fieldErrors: expect.arrayContaining([expect.objectContaining({ field })]) }),
    );
  });
});
