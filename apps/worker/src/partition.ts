import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { partitionEvents } from '@mercury/platform/event-store';
import { connect } from './replay/connect';
import { wholeNumber } from './replay/arguments';
import { fail, say } from './replay/say';

/** `npx nx run worker:partition [--size=POSITIONS]`: the events table becomes partitions while the shop is open. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { size: { type: 'string' } } });
  const size = wholeNumber('size', values.size, 1);
  const { writer, close } = await connect('mercury-partition');
  try {
    await partitionEvents(writer.em, size);
    const rows = await writer.em.fork().execute<{ name: string; bounds: string }[]>(partitionsSql);
    for (const { name, bounds } of rows) say(`${name}  ${bounds}`);
  } finally {
    await close();
  }
}

const partitionsSql = `
  SELECT c.oid::regclass::text AS name, pg_get_expr(c.relpartbound, c.oid) AS bounds
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'es.events'::regclass ORDER BY c.oid`;

main().catch(fail);
