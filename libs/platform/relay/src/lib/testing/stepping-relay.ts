import { PostgresEventStore, type ReadAllOptions, type RecordedEvent } from '@mercury/platform/event-store';
import { RelayState } from '../relay-state';
import { ShardWriter } from '../shard-writer';
import type { RelayWorld, SpecStore } from './relay-world';

/** `written` and `saved` come after the fact, where the relay has not heard of it yet. */
export type StepName = 'read' | 'write' | 'written' | 'save' | 'saved';

/** A relay that calls `step` at each of its steps, and waits for it: a test may hold it there, or end it by an error. */
export function steppingRelay(
  world: RelayWorld,
  { em }: Pick<SpecStore, 'em'>,
  step: (name: StepName) => Promise<void> | void,
) {
  class Store extends PostgresEventStore {
    override async readAll(wanted: ReadAllOptions) {
      const page = await super.readAll(wanted);
      await step('read');
      return page;
    }
  }
  class Writer extends ShardWriter {
    override async write(stream: string, events: readonly RecordedEvent[]) {
      await step('write');
      const length = await super.write(stream, events);
      await step('written');
      return length;
    }
  }
  class State extends RelayState {
    override async save(scanned: number) {
      await step('save');
      await super.save(scanned);
      await step('saved');
    }
  }
  const writer = (redis: ConstructorParameters<typeof ShardWriter>[0], state: RelayState) => new Writer(redis, state);
  return world.relay({ store: new Store(em), em }, { writer }, new State(em));
}
