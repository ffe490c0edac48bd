import { EventRegistry, PostgresEventStore } from '@mercury/platform/event-store';
import {
  PausedParts,
  ProjectionRegistry,
  ProjectionRunner,
  type PostgresProjection,
} from '@mercury/platform/projections';
import { replayWorld } from '../testing/replay-world';
import { parseReplayArguments } from './arguments';
import { runCommand } from './run-command';

/** Ids of what was seen; cannot take some. */
function seenProjection(cannot: { take?: string }): PostgresProjection {
  return {
    name: 'spec-seen',
    version: 1,
    topics: ['commerce'],
    handles: ['spec.thing.seen'],
    schema: 'spec',
    tables: { seen: (table) => [`CREATE TABLE ${table} (id text PRIMARY KEY)`] },
    async apply(page, tx) {
      const ids = page.map(({ data }) => (data as { id: string }).id);
      if (cannot.take && ids.includes(cannot.take)) throw new Error(`cannot take ${cannot.take}`);
      for (const id of ids) await tx.execute(`INSERT INTO ${tx.table('seen')} VALUES (?)`, [id]);
    },
  };
}

describe('an administrator at the command line', () => {
  let world: Awaited<ReturnType<typeof replayWorld>>;
  let store: PostgresEventStore;
  let cannot: { take?: string };
  let projection: PostgresProjection;
  const said: string[] = [];

  beforeEach(async () => {
    cannot = { take: 'bad' };
    projection = seenProjection(cannot);
    world = await replayWorld([projection]);
    store = new PostgresEventStore(world.em, new EventRegistry());
    for (const id of ['one', 'bad', 'two'])
      await store.append(
        { streamId: 'spec.thing-1', expectedVersion: 'any', events: [{ type: 'spec.thing.seen', data: { id } }] },
        { commandId: id },
      );
    jest.spyOn(process.stdout, 'write').mockImplementation((line) => said.push(String(line)) > 0);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    said.length = 0;
    await world.close();
  });

  const fold = () =>
    new ProjectionRunner(projection, world.writer, new PausedParts(world.em), store, {
      backoffMs: 1,
      onError: () => undefined,
    }).catchUp();
  const seen = async () => {
    const rows = await world.em.fork().execute<{ id: string }[]>('SELECT id FROM spec.seen ORDER BY id');
    return rows.map(({ id }) => id);
  };
  async function command(...args: string[]): Promise<string> {
    said.length = 0;
    const connection = { databaseUrl: '', store, writer: world.writer, close: async () => undefined };
    await runCommand(connection, new ProjectionRegistry([projection]), parseReplayArguments(args));
    return said.join('');
  }

  it('sees which part stands still, at which event and why, and sends it on once the cause is mended', async () => {
    await fold();
    expect(await command('--list')).toMatch(
      /spec-seen +paused .*\n! spec-seen part \d+ is paused at 2 \(spec\.thing\.seen\): Error: cannot take bad\n$/,
    );
    expect(await seen()).toEqual(['one']);
    cannot.take = undefined;
    expect(await command('--projection=seen', '--retry')).toBe('spec-seen: 1 parts go on\n');
    await fold();
    expect(await seen()).toEqual(['bad', 'one', 'two']);
    expect(await command('--list')).toMatch(/spec-seen +live +1 +1 +0 +3 of 3 *\n$/);
  });

  it('passes over it for a reason that is kept, in every replay too', async () => {
    await fold();
    expect(await command('--projection=seen', '--skip=sent by a broken import')).toContain('1 parts go on behind');
    await fold();
    expect(await seen()).toEqual(['one', 'two']);
    expect(await world.em.fork().execute('SELECT projection, position, error, reason FROM es.skipped_events')).toEqual([
      { projection: 'spec-seen', position: '2', error: 'Error: cannot take bad', reason: 'sent by a broken import' },
    ]);
    expect(await command('--projection=seen')).toMatch(/equal to the live rows[^]*swapped in/);
    expect(await seen()).toEqual(['one', 'two']);
  });

  it('cannot pass over what does not stand still', async () => {
    await expect(command('--projection=seen', '--skip=no reason')).rejects.toThrow('has no paused part');
  });
});
