import { buildShare, replayProjection, type PostgresProjection, type Projection } from '@mercury/platform/projections';
import { allProjections } from '../all-projections';
import { generateHistory } from '../testing/history/generate-history';
import { Random } from '../testing/history/random';
import { replayWorld } from '../testing/replay-world';

const PAGES = [1, 7, 5_000];
const WORKERS = [1, 2, 4];
/** `nx run worker:torture` takes more of them, through real streams. */
const seeds = [1, 2];

type World = Awaited<ReturnType<typeof replayWorld>>;

/** What must not be: rows that tell how the events were paged. */
const pageCounter: PostgresProjection = {
  name: 'spec-page-counter',
  version: 1,
  topics: ['commerce'],
  handles: ['catalog.product.listed'],
  schema: 'spec',
  tables: { pages: (table) => [`CREATE TABLE ${table} (events integer NOT NULL)`] },
  apply: async (page, tx) => void (await tx.execute(`INSERT INTO ${tx.table('pages')} VALUES (?)`, [page.length])),
};

/** Rebuilds beside the live rows, by builders side by side; the digests of both, at one position. Nothing is swapped. */
async function digests({ store, writer }: World, projection: Projection, pageSize: number, workers: number) {
  const result = await replayProjection(store, projection, writer, {
    dryRun: true,
    pageSize,
    workers,
    runWorkers: async (count) => {
      const shares = Array.from({ length: count }, (_, worker) => ({ worker, workers: count }));
      await Promise.all(shares.map((share) => buildShare(store, projection, writer, share, { pageSize })));
    },
  });
  return { ...result.digests, comparable: result.comparable };
}

async function isEmpty({ em, writer, redis }: World, projection: Projection): Promise<string[]> {
  if ('tables' in projection) {
    const names = Object.keys(projection.tables).map((table) => `${projection.schema}.${table}`);
    const counts = await Promise.all(
      names.map((name) => em.fork().execute<{ rows: string }[]>(`SELECT count(*) AS rows FROM ${name}`)),
    );
    return names.filter((_, index) => Number(counts[index]?.[0]?.rows) === 0);
  }
  const prefix = `mrc:{projection:${projection.name}}:g${(await writer.live(projection))?.generation}:`;
  const digest = (at: string) => projection.digest?.(redis, at) ?? Promise.resolve(at);
  return (await digest(prefix)) === (await digest(`${prefix}none:`)) ? [projection.name] : [];
}

describe.each(seeds)('every read model of the house, over the generated history %i', (seed) => {
  let world: World;
  const history = generateHistory(seed);
  beforeAll(async () => {
    world = await replayWorld();
    await world.live(history, new Random(seed));
  });
  afterAll(() => world.close());

  it('holds something in every table: a read model that no event reaches is proven by nothing', async () => {
    const empty = await Promise.all(world.projections.map((projection) => isEmpty(world, projection)));
    expect(empty.flat()).toEqual([]);
  });

  it('folds live what a replay folds, whatever the size of its pages and the number of its builders', async () => {
    const rebuilt: Record<string, string> = {};
    const live: Record<string, string> = {};
    for (const projection of world.projections)
      for (const workers of WORKERS)
        for (const pageSize of PAGES) {
          const key = `${projection.name}, pages of ${pageSize}, ${workers} builders`;
          const found = await digests(world, projection, pageSize, workers);
          expect(found.comparable).toBe(true);
          [live[key], rebuilt[key]] = [found.live, found.rebuilt];
        }
    expect(rebuilt).toEqual(live);
    expect(Object.keys(rebuilt)).toHaveLength(world.projections.length * WORKERS.length * PAGES.length);
  }, 120_000);
});

it('a read model whose rows depend on its pages is found out', async () => {
  const world = await replayWorld([pageCounter]);
  try {
    await world.live(generateHistory(1), new Random(1));
    const { live, rebuilt } = await digests(world, pageCounter, 5_000, 1);
    expect(rebuilt).not.toEqual(live);
  } finally {
    await world.close();
  }
});

it('the generated histories hold every event type that a read model folds', () => {
  const generated = seeds.flatMap((seed) => generateHistory(seed)).flatMap(({ stream }) => stream.events);
  const types = new Set(generated.map(({ type }) => type));
  const folded = allProjections.all.flatMap(({ name, handles }) => handles.map((type) => `${name} ${type}`));
  expect(folded.filter((line) => !types.has(line.split(' ')[1] as string))).toEqual([]);
});
