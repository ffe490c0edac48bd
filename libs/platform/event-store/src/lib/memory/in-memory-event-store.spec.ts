import { describeEventStore } from '../event-store.conformance';
import { InMemoryEventStore } from './in-memory-event-store';

describeEventStore('InMemoryEventStore', async () => ({
  store: new InMemoryEventStore(),
  close: async () => undefined,
}));
