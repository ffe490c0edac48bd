export { decodeEvent, encodeEvent } from './lib/event-wire';
export { Relay, relayedStreams, type RelayOptions } from './lib/relay';
export { relayMigrations, RelayState } from './lib/relay-state';
export { topicOf, topics, type Topic } from './lib/topic-of';
