import type { ProductCard } from '@mercury/catalog/contracts';
import type { SearchAnswer } from '@mercury/search/contracts';
import type { CatalogQuery } from './catalog-query';
import { CatalogApiActions, CatalogPageActions } from './catalog.actions';
import { catalogFeature, selectResults } from './catalog.feature';

const { reducer } = catalogFeature;
const answerOf = (...ids: string[]): SearchAnswer => ({
  items: ids.map((productId) => ({ productId }) as ProductCard),
  total: 60,
  facets: [],
  price: null,
  nextCursor: 'next',
  meta: { engine: 'postgres', mode: 'normal', tookMs: 1 },
});
const lamps: CatalogQuery = { q: 'lamp' };
const open = (query: CatalogQuery, returning = false) => CatalogPageActions.opened({ query, returning });
const run = (...actions: Parameters<typeof reducer>[1][]) =>
  actions.reduce(reducer, reducer(undefined, { type: 'start' }));
const shown = (state: ReturnType<typeof reducer>) => selectResults({ catalog: state });
const ids = (state: ReturnType<typeof reducer>) => shown(state)?.answer?.items.map(({ productId }) => productId);

describe('catalogue', () => {
  it('shows what the answer brought', () => {
    const state = run(open(lamps), CatalogApiActions.resultsLoaded({ query: lamps, answer: answerOf('a') }));
    expect(shown(state)).toMatchObject({ status: 'ready', query: lamps });
    expect(ids(state)).toEqual(['a']);
  });

  it('keeps the old answer on the page while a filter is applied, and clears it for other words', () => {
    const loaded = run(open(lamps), CatalogApiActions.resultsLoaded({ query: lamps, answer: answerOf('a') }));
    expect(ids(reducer(loaded, open({ q: 'lamp', inStock: true })))).toEqual(['a']);
    expect(ids(reducer(loaded, open({ q: 'sofa' })))).toBeUndefined();
  });

  it('shows a product once when it moved between two pages', () => {
    const state = run(
      open(lamps),
      CatalogApiActions.resultsLoaded({ query: lamps, answer: answerOf('a', 'b') }),
      CatalogPageActions.moreRequested(),
      CatalogApiActions.moreLoaded({ query: lamps, answer: answerOf('b', 'c') }),
    );
    expect(ids(state)).toEqual(['a', 'b', 'c']);
  });

  it('finds a list as it was left when going back, and asks anew when coming again', () => {
    const left = run(
      open(lamps),
      CatalogApiActions.resultsLoaded({ query: lamps, answer: answerOf('a', 'b') }),
      open({ q: 'sofa' }),
      CatalogApiActions.resultsLoaded({ query: { q: 'sofa' }, answer: answerOf('s') }),
    );
    expect(shown(reducer(left, open(lamps, true)))?.status).toBe('ready');
    expect(shown(reducer(left, open(lamps)))?.status).toBe('loading');
  });

  it('ignores an answer to a question that is no longer asked', () => {
    const state = run(
      open(lamps),
      open({ q: 'sofa' }),
      CatalogApiActions.resultsLoaded({ query: lamps, answer: answerOf('a') }),
    );
    expect(shown(state)).toMatchObject({ status: 'loading', answer: null });
  });

  it('keeps what is there when more of it fails', () => {
    const state = run(
      open(lamps),
      CatalogApiActions.resultsLoaded({ query: lamps, answer: answerOf('a') }),
      CatalogApiActions.moreFailed({ query: lamps, message: 'away' }),
    );
    expect(shown(state)).toMatchObject({ status: 'ready', more: 'failed', message: 'away' });
    expect(ids(state)).toEqual(['a']);
  });
});
