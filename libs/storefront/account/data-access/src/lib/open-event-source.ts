import { InjectionToken } from '@angular/core';

/** The part of EventSource that the order stream uses. */
export type EventStream = Pick<EventSource, 'addEventListener' | 'close' | 'readyState'>;

/** Opens a server-sent event stream; specs put their own in its place. */
export const OPEN_EVENT_SOURCE = new InjectionToken<(url: string) => EventStream>('OPEN_EVENT_SOURCE', {
  providedIn: 'root',
  factory: () => (url: string) => new EventSource(url),
});
