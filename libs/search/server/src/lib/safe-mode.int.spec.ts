import { setTimeout as delay } from 'node:timers/promises';
import { ElasticsearchSearch } from './elasticsearch/elasticsearch-search';
import { isOurs } from './elasticsearch/elasticsearch-errors';
import { Breaker, type BreakerState } from './breaker';
import { PostgresSearch } from './postgres/postgres-search';
import { SafeSearch } from './safe-search';
import type { Fault } from './testing/elasticsearch-double';
import { SearchWorld } from './testing/search-world';

/** Longer than a healthy answer takes on a busy machine, shorter than a slow one. */
const DEADLINE_MS = 500;
const PROBE_EVERY_MS = 40;

describe('safe mode', () => {
  let world: SearchWorld;
  let states: BreakerState[];
  let breaker: Breaker;
  let search: SafeSearch;

  beforeAll(async () => {
    world = await SearchWorld.open();
    await world.index();
  });
  afterAll(() => world.close());

  beforeEach(async () => {
    world.double.fault = 'none';
    states = [];
    const engine = new ElasticsearchSearch(world.client, DEADLINE_MS);
    breaker = new Breaker({
      deadlineMs: DEADLINE_MS,
      probeEveryMs: PROBE_EVERY_MS,
      probe: (signal) => engine.probe(signal),
      isOurs,
      onChange: (state) => states.push(state),
    });
    search = new SafeSearch(new PostgresSearch(world.em, () => 0), { engine, breaker }, () => performance.now());
    expect((await search.query({ q: 'lamp' })).meta).toMatchObject({ engine: 'elasticsearch', mode: 'normal' });
  });
  afterEach(() => breaker.close());

  const failing: Fault[] = ['hang', 'slow', '503', '429', 'refuse', 'garbage', 'partial'];

  it.each(failing)('answers from PostgreSQL while the primary fails (%s), then goes back by itself', async (fault) => {
    world.double.fault = fault;
    for (let n = 0; n < 6; n += 1) {
      const answer = await search.query({ q: 'lamps' });
      expect(answer.items.map(({ slug }) => slug)).toEqual(['reading-lamp', 'floor-lamp']);
      expect(answer.meta).toMatchObject({ engine: 'postgres', mode: 'safe' });
    }
    expect(states[0]).toBe('open');
    world.double.fault = 'none';
    for (let looks = 0; breaker.state !== 'closed' && looks < 200; looks += 1) await delay(20);
    expect(states.slice(-2)).toEqual(['half-open', 'closed']);
    expect((await search.query({ q: 'lamp' })).meta).toMatchObject({ engine: 'elasticsearch', mode: 'normal' });
  });

  it('does not ask a primary that is known to be away', async () => {
    world.double.fault = 'hang';
    await Promise.all(Array.from({ length: 5 }, () => search.query({ q: 'lamp' })));
    expect(breaker.state).toBe('open');
    const asked = world.double.searches;
    const answers = await Promise.all(Array.from({ length: 50 }, () => search.query({ q: 'lamp' })));
    expect(answers.every(({ meta }) => meta.mode === 'safe')).toBe(true);
    // Probes only, one at a time.
    expect(world.double.searches - asked).toBeLessThanOrEqual(3);
  });

  it('keeps suggesting', async () => {
    world.double.fault = 'hang';
    expect(await search.suggest('lamp', 5)).toHaveLength(2);
  });

  it('does not count our own bad request against the primary', async () => {
    for (let n = 0; n < 12; n += 1)
      expect(await breaker.run(() => world.client.search({ query: { nothing: {} } } as never))).toBeUndefined();
    expect(breaker.state).toBe('closed');
  });
});
