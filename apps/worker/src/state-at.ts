import 'reflect-metadata';
import { PostgresEventStore } from '@mercury/platform/event-store';
import { allAggregates } from './all-aggregates';
import { connect } from './replay/connect';
import { fail, say } from './replay/say';
import { parseStateAtArguments } from './state-at/arguments';
import { stateAt } from './state-at/state-at';

/** `npx nx run worker:state-at --stream ID --position N`; see the README of the worker for the options. */
async function main(): Promise<void> {
  const wanted = parseStateAtArguments(process.argv.slice(2));
  const { store, writer, close } = await connect('mercury-state-at');
  try {
    const sources = { store: new PostgresEventStore(writer.em), registry: store.registry, aggregates: allAggregates };
    say(JSON.stringify(await stateAt(sources, wanted), null, 2));
  } finally {
    await close();
  }
}

main().catch(fail);
