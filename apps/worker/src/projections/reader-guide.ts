import { liveRedisPrefix, type Projection, type ProjectionWriter } from '@mercury/platform/projections';

/**
 * Readers of Redis learn from a key which generation they follow, and a Redis that was emptied has forgotten it. What two
 * looks in a row find wrong is said again; one look may have met the middle of a swap.
 */
export class ReaderGuide {
  private readonly astray = new Set<string>();

  constructor(private readonly writer: ProjectionWriter) {}

  async follow(projection: Projection): Promise<void> {
    const { name } = projection;
    const live = await this.writer.live(projection);
    const shown = await liveRedisPrefix(this.writer.redis, name);
    if (!live || shown.endsWith(`:g${live.generation}:`)) {
      this.astray.delete(name);
      return;
    }
    if (this.astray.has(name)) await this.writer.install(projection);
    this.astray.add(name);
  }
}
