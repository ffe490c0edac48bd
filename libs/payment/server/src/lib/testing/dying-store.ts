import type { EventStore } from '@mercury/platform/event-store';

/** The next append that holds an event of this type fails, as if the process had died just before it. */
export function dieBefore(store: EventStore, type: string): void {
  const append = store.append.bind(store);
  const spy = jest.spyOn(store, 'append').mockImplementation(async (streams, options) => {
    const events = [streams].flat().flatMap((stream) => stream.events);
    if (!events.some((event) => event.type === type)) return append(streams, options);
    spy.mockRestore();
    throw new Error(`died before ${type}`);
  });
}
