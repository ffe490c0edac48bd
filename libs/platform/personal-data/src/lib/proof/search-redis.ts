import type { Redis } from 'ioredis';
import { blotted, matcher, type Finding, type Needle } from './needle';

const PAGE = 500;
const EXAMPLES = 5;

/** Everything a key holds, piece by piece, so that a long stream needs no more memory than a short one. */
export async function* contentsOf(redis: Redis, key: string, type: string): AsyncGenerator<string> {
  switch (type) {
    case 'string':
      yield (await redis.get(key)) ?? '';
      return;
    case 'list':
      for (let from = 0; ; from += PAGE) {
        const page = await redis.lrange(key, from, from + PAGE - 1);
        yield* page;
        if (page.length < PAGE) return;
      }
    case 'stream':
      yield* entriesOf(redis, key);
      return;
    case 'hash':
    case 'set':
    case 'zset':
      yield* membersOf(redis, key, type);
  }
}

async function* entriesOf(redis: Redis, key: string): AsyncGenerator<string> {
  for (let from = '-'; ;) {
    const page = await redis.xrange(key, from, '+', 'COUNT', PAGE);
    for (const [, fields] of page) yield fields.join(' ');
    const last = page.at(-1)?.[0];
    if (!last || page.length < PAGE) return;
    from = `(${last}`;
  }
}

async function* membersOf(redis: Redis, key: string, type: 'hash' | 'set' | 'zset'): AsyncGenerator<string> {
  const scan = { hash: 'hscan', set: 'sscan', zset: 'zscan' } as const;
  let cursor = '0';
  do {
    const [next, page] = await redis[scan[type]](key, cursor, 'COUNT', PAGE);
    yield* page;
    cursor = next;
  } while (cursor !== '0');
}

/** Every key of the database, in pages; a key may come twice, as SCAN has it. */
export async function* keysOf(redis: Redis, pattern = '*'): AsyncGenerator<string> {
  let cursor = '0';
  do {
    const [next, keys] = await redis.scan(cursor, 'MATCH', pattern, 'COUNT', PAGE);
    yield* keys;
    cursor = next;
  } while (cursor !== '0');
}

/** Searches every key's name and content. One finding for each type of key; examples are names of keys. */
export async function searchRedis(redis: Redis, needles: readonly Needle[]): Promise<Finding[]> {
  const matches = matcher(needles);
  const types = ['string', 'hash', 'list', 'set', 'zset', 'stream'];
  const none = () => ({ searched: 0, found: 0, labels: new Set<string>(), examples: [] as string[] });
  const tally = new Map(types.map((type) => [type, none()]));
  const seen = new Set<string>();
  for await (const key of keysOf(redis)) {
    const type = await redis.type(key);
    const found = tally.get(type);
    if (!found || seen.has(key)) continue;
    seen.add(key);
    found.searched += 1;
    const labels = new Set(matches(key));
    for await (const text of contentsOf(redis, key, type)) for (const label of matches(text)) labels.add(label);
    if (labels.size === 0) continue;
    found.found += 1;
    for (const label of labels) found.labels.add(label);
    if (found.examples.length < EXAMPLES) found.examples.push(blotted(key, needles));
  }
  return [...tally].map(([type, { labels, ...rest }]) => ({
    place: `Redis ${plural(type)}`,
    ...rest,
    labels: [...labels],
  }));
}

const plural = (type: string): string => (type === 'hash' ? 'hashes' : `${type}s`);
