import type { Facet } from '@mercury/search/contracts';
import { appliedFilters, toggled } from './filters';

const euros = (minor: number) => `€${minor / 100}`;
const facets: Facet[] = [
  { key: 'category', title: 'Category', values: [{ value: 'sofas', title: 'Sofas', count: 3, selected: true }] },
  { key: 'attr.colour', title: 'Colour', values: [{ value: 'sage', title: 'Sage green', count: 3, selected: true }] },
];

describe('filters', () => {
  it('are chosen and let go', () => {
    const one = toggled({}, 'attr.colour', 'sage');
    const two = toggled(one, 'attr.colour', 'ink');
    expect(two).toEqual({ attributes: { colour: ['sage', 'ink'] } });
    expect(toggled(two, 'attr.colour', 'sage')).toEqual({ attributes: { colour: ['ink'] } });
    expect(toggled(one, 'attr.colour', 'sage')).toEqual({});
    expect(toggled({ brands: ['Tarn'] }, 'brand', 'Tarn')).toEqual({});
  });

  it('hold one category at a time', () => {
    expect(toggled({ category: 'chairs' }, 'category', 'sofas')).toEqual({ category: 'sofas' });
    expect(toggled({ category: 'sofas' }, 'category', 'sofas')).toEqual({});
  });

  it('are named as the facets name them, each with the list that lacks it', () => {
    const query = { category: 'sofas', attributes: { colour: ['sage'] }, maxPriceMinor: 5000, inStock: true };
    expect(appliedFilters(query, facets, euros, false)).toEqual([
      { label: 'Sofas', without: { attributes: { colour: ['sage'] }, maxPriceMinor: 5000, inStock: true } },
      { label: 'Sage green', without: { category: 'sofas', maxPriceMinor: 5000, inStock: true } },
      { label: 'Up to €50', without: { category: 'sofas', attributes: { colour: ['sage'] }, inStock: true } },
      { label: 'In stock', without: { category: 'sofas', attributes: { colour: ['sage'] }, maxPriceMinor: 5000 } },
    ]);
  });

  it('do not count the room that one is in', () => {
    expect(appliedFilters({ category: 'sofas' }, facets, euros, true)).toEqual([]);
  });
});
