import { createActionGroup, emptyProps, props } from '@ngrx/store';
import type { SessionView } from '@mercury/identity/contracts';

/** What pages want of the session. */
export const SessionActions = createActionGroup({
  source: 'Session',
  events: {
    /** A page opened in the browser. */
    Opened: emptyProps(),
    /** A command needs a token; `stale` is one that was refused. */
    Required: props<{ stale?: string }>(),
    /** The shopper signed in, out, or up: dispatched by those pages with the server's answer. */
    Changed: props<{ session: SessionView }>(),
  },
});

/** What the server answered. */
export const SessionApiActions = createActionGroup({
  source: 'Session API',
  events: {
    Loaded: props<{ session: SessionView }>(),
    'Load failed': props<{ message: string }>(),
  },
});
