import { describeEventStore } from '../event-store.conformance';
import { describeTypedEventStore } from '../event-types.conformance';
import { InMemoryEventStore } from './in-memory-event-store';

describeEventStore('InMemoryEventStore', async () => ({
  store: new InMemoryEventStore(),
  close: async () => undefined,
}));

describeTypedEventStore('InMemoryEventStore', async (registry) => ({
  store: new InMemoryEventStore(undefined, registry),
  close: async () => undefined,
}));
