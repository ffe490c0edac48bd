import { ProjectionRegistry, type RedisProjection } from '@mercury/platform/projections';
import { projectionNamed } from './projection-named';

const named = (name: string): RedisProjection => ({
  name,
  version: 1,
  topics: [],
  handles: [],
  apply: async () => undefined,
});

describe('projectionNamed', () => {
  const registry = new ProjectionRegistry(['catalog-products', 'orders.summary', 'orders.lines', 'search'].map(named));

  it.each([
    ['search', 'search'],
    ['products', 'catalog-products'],
    ['catalog.products', 'catalog-products'],
    ['summary', 'orders.summary'],
  ])('%s is %s', (wanted, name) => {
    expect(projectionNamed(registry, wanted).name).toBe(name);
  });

  it.each(['orders', 'nothing'])('%s is refused with the names that exist', (wanted) => {
    expect(() => projectionNamed(registry, wanted)).toThrow(
      'Known: catalog-products, orders.lines, orders.summary, search',
    );
  });
});
