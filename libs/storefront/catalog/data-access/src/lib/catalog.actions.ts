import { createActionGroup, emptyProps, props } from '@ngrx/store';
import type { SearchAnswer } from '@mercury/search/contracts';
import type { CatalogQuery } from './catalog-query';

/** What happens on a list of products. */
export const CatalogPageActions = createActionGroup({
  source: 'Catalog page',
  events: {
    /** The URL names this list. `returning`: by the browser's back or forward, so what was there should be there still. */
    Opened: props<{ query: CatalogQuery; returning: boolean }>(),
    'More requested': emptyProps(),
    'Retry requested': emptyProps(),
  },
});

/** What search answered. */
export const CatalogApiActions = createActionGroup({
  source: 'Catalog API',
  events: {
    'Results loaded': props<{ query: CatalogQuery; answer: SearchAnswer }>(),
    'Load failed': props<{ query: CatalogQuery; message: string }>(),
    'More loaded': props<{ query: CatalogQuery; answer: SearchAnswer }>(),
    'More failed': props<{ query: CatalogQuery; message: string }>(),
  },
});
