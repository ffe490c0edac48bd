import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { EntityManager } from '@mikro-orm/postgresql';
import { positionsOf } from './generation/generation';
import { partOfStream } from './parts';
import type { Projection } from './projection';

const LOOK_MS = 15;

/**
 * Waits until a projection has folded `position` of a stream, so that a command's author reads what was written. Resolves
 * to false after `timeoutMs`: the reader then says that its answer may be stale.
 */
export async function waitForPosition(
  { em, redis }: { readonly em: EntityManager; readonly redis: Redis },
  projection: Projection,
  streamId: string,
  position: number,
  timeoutMs: number,
): Promise<boolean> {
  const part = partOfStream(streamId);
  const end = Date.now() + timeoutMs;
  for (;;) {
    const fork = em.fork();
    const [row] = await fork.execute<{ live_generation: number }[]>(
      'SELECT live_generation FROM es.projections WHERE name = ?',
      [projection.name],
    );
    const positions = await positionsOf(fork, redis, projection, row?.live_generation ?? 1);
    if ((positions.get(part) ?? 0) >= position) return true;
    if (Date.now() + LOOK_MS >= end) return false;
    await delay(LOOK_MS);
  }
}
