import type { EntityManager, SqlEntityManager } from '@mikro-orm/postgresql';
import type { Redis } from 'ioredis';
import type { RecordedEvent } from '@mercury/platform/event-store';
import { createGeneration, exposeGeneration, positionsOf } from './generation/generation';
import { transactionOf } from './generation/postgres-generation';
import { applyToRedis, redisPosition, redisPrefix } from './generation/redis-generation';
import { isPostgres, type Projection } from './projection';
import { CheckpointMovedError, GenerationOutdatedError } from './projection.errors';

export interface LiveGeneration {
  readonly generation: number;
  readonly version: number;
}

/** Writes pages into a projection: rows and checkpoint in one transaction (or one script), so that each event counts once. */
export class ProjectionWriter {
  constructor(
    readonly em: EntityManager,
    readonly redis: Redis,
  ) {}

  /** Makes the first generation of a projection that is new here. Two processes may call it at once. */
  async install(projection: Projection): Promise<void> {
    await this.em.fork().transactional(async (em) => {
      await em.execute('SELECT pg_advisory_xact_lock(4243)');
      const live = await this.live(projection, em);
      if (!live) {
        await createGeneration(em, projection, 1);
        await em.execute(
          'INSERT INTO es.projections (name, live_generation, live_version, last_generation) VALUES (?, 1, ?, 1)',
          [projection.name, projection.version],
        );
      }
      // A Redis that was emptied, or a crash beside a swap, may have lost what readers follow.
      if (!live || !isPostgres(projection)) await exposeGeneration(em, this.redis, projection, live?.generation ?? 1);
    });
  }

  async live(projection: Projection, em: SqlEntityManager = this.em.fork()): Promise<LiveGeneration | undefined> {
    const [row] = await em.execute<LiveGeneration[]>(
      'SELECT live_generation AS generation, live_version AS version FROM es.projections WHERE name = ?',
      [projection.name],
    );
    return row;
  }

  /** The positions of all parts of the live generation. */
  async livePositions(projection: Projection): Promise<Map<number, number>> {
    const em = this.em.fork();
    return positionsOf(em, this.redis, projection, (await this.live(projection, em))?.generation ?? 1);
  }

  async livePosition(projection: Projection, part: number): Promise<number> {
    const em = this.em.fork();
    const generation = (await this.live(projection, em))?.generation ?? 1;
    return this.position(em, projection, generation, part);
  }

  /**
   * Folds a page into the live generation and moves the part to `position`. Events at or below the checkpoint were folded
   * before and are skipped. The advisory lock is shared by writers and exclusive to a swap; unlike a row lock it queues
   * fairly, so that a swap is not starved by eight busy shards. `prev`: the page has every event after it; a checkpoint below
   * has lost its place (an emptied Redis), and folding on from there would leave a hole.
   */
  async writeLive(
    projection: Projection,
    part: number,
    events: readonly RecordedEvent[],
    position: number,
    prev?: number,
  ): Promise<void> {
    await this.em.fork().transactional(async (em) => {
      await em.execute('SELECT pg_advisory_xact_lock_shared(4245, hashtext(?))', [projection.name]);
      const live = await this.live(projection, em);
      if (!live) throw new Error(`projection ${projection.name} is not installed`);
      if (live.version !== projection.version)
        throw new GenerationOutdatedError(projection.name, live.version, projection.version);
      await this.write(em, projection, live.generation, part, events, position, prev);
    });
  }

  /** The same into a given generation, inside the caller's transaction. */
  async write(
    em: SqlEntityManager,
    projection: Projection,
    generation: number,
    part: number,
    events: readonly RecordedEvent[],
    to: number,
    prev = 0,
  ): Promise<void> {
    const from = await this.position(em, projection, generation, part);
    if (to <= from) return;
    if (from < prev)
      throw new CheckpointMovedError(`${projection.name} part ${part} is at ${from}, the page begins after ${prev}`);
    const fresh = events.filter(({ position, type }) => position > from && projection.handles.includes(type));
    if (!isPostgres(projection)) {
      await applyToRedis(this.redis, projection, redisPrefix(projection, generation), {
        part,
        from,
        to,
        events: fresh,
      });
      return;
    }
    await moveCheckpoint(em, projection, generation, part, from, to);
    if (fresh.length > 0) await projection.apply(fresh, transactionOf(projection, generation, em));
  }

  private async position(em: SqlEntityManager, projection: Projection, generation: number, part: number) {
    if (!isPostgres(projection)) return redisPosition(this.redis, redisPrefix(projection, generation), part);
    const [row] = await em.execute<{ position: string }[]>(
      'SELECT position FROM es.checkpoints WHERE projection = ? AND version = ? AND part = ?',
      [projection.name, generation, part],
    );
    return Number(row?.position ?? 0);
  }
}

/** Compare and set: of two processes that fold the same page, the second finds the row moved, and nothing of it stays. */
async function moveCheckpoint(
  em: SqlEntityManager,
  { name }: Projection,
  generation: number,
  part: number,
  from: number,
  to: number,
): Promise<void> {
  const moved = await em.execute<unknown[]>(
    `INSERT INTO es.checkpoints AS c (projection, version, part, position) VALUES (?, ?, ?, ?)
     ON CONFLICT (projection, version, part) DO UPDATE SET position = excluded.position, updated_at = now()
      WHERE c.position = ? RETURNING position`,
    [name, generation, part, to, from],
  );
  if (moved.length === 0) throw new CheckpointMovedError(`${name} part ${part} was moved by another process`);
}
