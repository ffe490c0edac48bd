import { linkOf } from './link-of';

describe('linkOf', () => {
  it('leads to the thing itself, or to a search for it', () => {
    expect(linkOf({ kind: 'product', text: 'Fjord Lamp', slug: 'fjord-lamp' })).toEqual({ path: ['/p', 'fjord-lamp'] });
    expect(linkOf({ kind: 'category', text: 'Lamps', slug: 'lamps' })).toEqual({ path: ['/c', 'lamps'] });
    expect(linkOf({ kind: 'brand', text: 'Osk & Elm' })).toEqual({
      path: ['/search'],
      queryParams: { brand: 'Osk & Elm' },
    });
    expect(linkOf({ kind: 'query', text: 'blue mug' })).toEqual({ path: ['/search'], queryParams: { q: 'blue mug' } });
  });
});
