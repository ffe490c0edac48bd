import { createActionGroup, emptyProps, props } from '@ngrx/store';
import type { TrendingShelf } from '@mercury/trending/contracts';

/** What happens on the home page. */
export const HomePageActions = createActionGroup({
  source: 'Home page',
  events: { Opened: emptyProps(), Closed: emptyProps(), 'Retry requested': emptyProps() },
});

/** What the server says is trending: when asked, and by itself. */
export const TrendingApiActions = createActionGroup({
  source: 'Trending API',
  events: {
    'Shelf loaded': props<{ shelf: TrendingShelf }>(),
    'Shelf moved': props<{ shelf: TrendingShelf }>(),
    'Load failed': props<{ message: string }>(),
  },
});
