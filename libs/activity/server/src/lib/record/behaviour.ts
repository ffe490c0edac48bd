import type { ActivityEvent } from '@mercury/activity/contracts';

/** A behaviour with the id that the browser gave it: the same id is recorded once, in whatever beacon it comes. */
export interface Behaviour {
  readonly id: string;
  readonly event: ActivityEvent;
}
