import type { TrendingShelf } from '@mercury/trending/contracts';
import { HomePageActions, TrendingApiActions } from './trending.actions';
import { trendingFeature } from './trending.feature';

const shelfAt = (asOf: string): TrendingShelf => ({ scope: 'all', windowMinutes: 60, asOf, items: [] });
const { reducer } = trendingFeature;
const opened = reducer(undefined, HomePageActions.opened());

describe('trending', () => {
  it('loads when the home page opens', () => {
    expect(opened.status).toBe('loading');
    expect(reducer(opened, TrendingApiActions.shelfLoaded({ shelf: shelfAt('1') })).status).toBe('ready');
  });

  it('is live once the server pushes, until the page closes', () => {
    const live = reducer(opened, TrendingApiActions.shelfMoved({ shelf: shelfAt('1') }));
    expect(live.live).toBe(true);
    expect(reducer(live, HomePageActions.closed()).live).toBe(false);
  });

  it('keeps a pushed shelf when an older answer arrives after it', () => {
    const moved = reducer(opened, TrendingApiActions.shelfMoved({ shelf: shelfAt('2026-11-24T12:00:02Z') }));
    const state = reducer(moved, TrendingApiActions.shelfLoaded({ shelf: shelfAt('2026-11-24T12:00:01Z') }));
    expect(state.shelf?.asOf).toBe('2026-11-24T12:00:02Z');
  });

  it('shows a failure only when there is nothing else to show', () => {
    expect(reducer(opened, TrendingApiActions.loadFailed({ message: 'away' })).status).toBe('failed');
    const ready = reducer(opened, TrendingApiActions.shelfLoaded({ shelf: shelfAt('1') }));
    expect(reducer(ready, TrendingApiActions.loadFailed({ message: 'away' })).status).toBe('ready');
  });
});
