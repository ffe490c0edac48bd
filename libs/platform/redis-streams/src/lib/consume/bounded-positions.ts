import type { DurablePositions } from './durable-positions';

const PATIENCE_MS = 3_000;

/**
 * Durable positions that answer in time or reject: a database that is frozen must not hold up reading, or the end of a
 * process. A shard's marks are stored one after the other; one that is given up before its turn is not stored at all.
 */
export class BoundedPositions implements DurablePositions {
  private readonly saving = new Map<string, Promise<void>>();

  constructor(
    private readonly positions: DurablePositions,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  load(topic: string, shard: number, group: string): Promise<string | undefined> {
    return this.inTime('load', () => this.positions.load(topic, shard, group));
  }

  async save(topic: string, shard: number, group: string, id: string): Promise<void> {
    const place = `${topic}:${shard}:${group}`;
    let isAwaited = true;
    const saved = (this.saving.get(place) ?? Promise.resolve()).then(() =>
      isAwaited ? this.positions.save(topic, shard, group, id) : undefined,
    );
    this.saving.set(
      place,
      saved.catch(() => undefined),
    );
    await this.inTime('save', () => saved).finally(() => (isAwaited = false));
  }

  private async inTime<Result>(what: 'load' | 'save', ask: () => Promise<Result>): Promise<Result> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const text = `positions.${what} has not answered in ${this.patienceMs} ms`;
      timer = setTimeout(() => reject(new Error(text)), this.patienceMs);
    });
    return Promise.race([ask(), late]).finally(() => clearTimeout(timer));
  }
}
