import type { EntityManager } from '@mikro-orm/postgresql';
import type { DurablePositions } from '@mercury/platform/redis-streams';

/** Marks of all shards are due at the same heartbeat; what comes within this time is one statement. */
const TOGETHER_MS = 50;

interface Mark {
  readonly topic: string;
  readonly shard: number;
  readonly grp: string;
  readonly ms: string;
  readonly seq: string;
}

interface Batch {
  readonly marks: Map<string, Mark>;
  readonly stored: Promise<void>;
}

/** How far the slowest group of a shard has got for certain. */
export interface DurableFloor {
  readonly group: string;
  readonly id: string;
}

/**
 * Where each group has got to, beside the events: a Redis that was emptied or restored from an older file is no reason to do
 * everything again. A mark never moves back, whoever writes it late.
 */
export class ConsumerPositions implements DurablePositions {
  private batch: Batch | undefined;

  constructor(private readonly em: EntityManager) {}

  async load(topic: string, shard: number, group: string): Promise<string | undefined> {
    const [row] = await this.em
      .fork()
      .execute<{ id: string }[]>(
        `SELECT ms || '-' || seq AS id FROM es.consumer_positions WHERE topic = ? AND shard = ? AND grp = ?`,
        [topic, shard, group],
      );
    return row?.id;
  }

  /** Resolves when the mark is stored, with those of other shards. Rejects when it is not; the next heartbeat asks again. */
  save(topic: string, shard: number, group: string, id: string): Promise<void> {
    const [ms = '0', seq = '0'] = id.split('-');
    this.batch ??= this.open();
    this.batch.marks.set(`${topic} ${shard} ${group}`, { topic, shard, grp: group, ms, seq });
    return this.batch.stored;
  }

  /** For the trimmer: the lowest mark of each shard of a topic, by shard. Shards without any are left out. */
  async floors(topic: string): Promise<Map<number, DurableFloor>> {
    const rows = await this.em.fork().execute<{ shard: number; group: string; id: string }[]>(
      `SELECT DISTINCT ON (shard) shard, grp AS "group", ms || '-' || seq AS id
         FROM es.consumer_positions WHERE topic = ? ORDER BY shard, ms, seq`,
      [topic],
    );
    return new Map(rows.map(({ shard, group, id }) => [shard, { group, id }]));
  }

  /** Forgets a group that was retired: nothing is kept for it any more. Resolves to how many shards had a mark of it. */
  async forget(topic: string, group: string): Promise<number> {
    const marks = await this.em
      .fork()
      .execute<unknown[]>('DELETE FROM es.consumer_positions WHERE topic = ? AND grp = ? RETURNING shard', [
        topic,
        group,
      ]);
    return marks.length;
  }

  /**
   * Takes marks on topics of the relay back: those beyond one position become another. For a store that was restored to an
   * older point while its services went on.
   */
  async rewind(topics: readonly string[], { beyond, to }: { readonly beyond: number; readonly to: number }) {
    await this.em.fork().execute(
      `UPDATE es.consumer_positions SET ms = ?, seq = 0, updated_at = now()
        WHERE ms > ? AND topic IN (SELECT jsonb_array_elements_text(?::jsonb))`,
      [to, beyond, JSON.stringify(topics)],
    );
  }

  private open(): Batch {
    const marks = new Map<string, Mark>();
    const stored = new Promise<void>((resolve) => setTimeout(resolve, TOGETHER_MS)).then(() => {
      this.batch = undefined;
      return this.store([...marks.values()]);
    });
    return { marks, stored };
  }

  private async store(marks: readonly Mark[]): Promise<void> {
    // In one order for all processes: two that store the same shards at a rebalancing must not wait for each other.
    await this.em.fork().execute(
      `INSERT INTO es.consumer_positions AS p (topic, shard, grp, ms, seq)
       SELECT * FROM jsonb_to_recordset(?::jsonb) AS r(topic text, shard int, grp text, ms numeric, seq numeric)
        ORDER BY topic, shard, grp
       ON CONFLICT (topic, shard, grp) DO UPDATE SET ms = excluded.ms, seq = excluded.seq, updated_at = now()
        WHERE (excluded.ms, excluded.seq) > (p.ms, p.seq)`,
      [JSON.stringify(marks)],
    );
  }
}
