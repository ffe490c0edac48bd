import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import { scriptKeys } from './trending-keys';

const source = (name: string) => readFileSync(join(__dirname, 'lua', `${name}.lua`), 'utf8');
const retireSource = `${source('ranking')}\n${source('retire')}`;
const retireSha = createHash('sha1').update(retireSource).digest('hex');

/** A script this long takes some tenths of a millisecond: Redis serves everybody else in between. */
const CHUNK = 64;

/** The fold of a page; the projection runs it together with the move of its checkpoint. */
export const foldSource = `${source('ranking')}\n${source('fold')}`;

/** Takes one chunk of expired votes out of the rankings. Resolves to false when nothing is left to take. */
export async function retireChunk(redis: Redis, prefix: string, expired: number): Promise<boolean> {
  const keys = scriptKeys(prefix);
  try {
    return (await redis.evalsha(retireSha, keys.length, ...keys, expired, CHUNK)) === 1;
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
    return (await redis.eval(retireSource, keys.length, ...keys, expired, CHUNK)) === 1;
  }
}
