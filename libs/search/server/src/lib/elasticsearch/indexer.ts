import type { IndexSource } from './index-source';
import type { IndexState, ProductsIndex } from './products-index';

const BATCH = 500;
/** Looks without work after which the index itself is looked for. */
const IDLE_LOOKS = 10;

/**
 * Keeps the index equal to the PostgreSQL engine's documents. A missing index is built whole, in the order of ids, before
 * searches may read it; from then on the events say what changed. Its place is kept in Elasticsearch, so it goes on where
 * it was killed, and an index that was deleted is built again. Several may run at once: versions keep the newest.
 */
export class Indexer {
  private state?: IndexState;
  private exposed = false;
  private idleLooks = 0;

  constructor(
    private readonly source: IndexSource,
    private readonly index: ProductsIndex,
  ) {}

  /** The position that the index has come to; 0 while there is none. */
  get position(): number {
    return this.exposed ? (this.state?.position ?? 0) : 0;
  }

  /** Does the next piece of work. Resolves to false when there was none: look again later. */
  async step(): Promise<boolean> {
    this.state ??= await this.begin();
    if (!this.state) return false;
    if (this.state.builtTo !== null) {
      await this.build(this.state, this.state.builtTo);
      return true;
    }
    if (!this.exposed) {
      await this.index.expose();
      this.exposed = true;
    }
    return this.follow(this.state);
  }

  /** After a failure nothing is taken for granted: the index may be gone. */
  forget(): void {
    this.state = undefined;
    this.exposed = false;
  }

  private async begin(): Promise<IndexState | undefined> {
    const known = await this.index.prepare();
    if (known) return known;
    const position = await this.source.head();
    if (!(await this.source.knows(position))) return undefined;
    return this.save({ position, builtTo: '' });
  }

  private async build({ position }: IndexState, builtTo: string): Promise<void> {
    const rows = await this.source.documentsAfter(builtTo, BATCH);
    await this.index.write(position, rows);
    this.state = await this.save({ position, builtTo: rows.at(-1)?.product_id ?? null });
  }

  private async follow({ position }: IndexState): Promise<boolean> {
    const changes = await this.source.changesAfter(position);
    if (!changes || changes.position <= position) return this.idle();
    const { productIds } = changes;
    for (let from = 0; from < productIds.length; from += BATCH) {
      const ids = productIds.slice(from, from + BATCH);
      const rows = await this.source.documents(ids);
      const found = new Set(rows.map(({ product_id }) => product_id));
      await this.index.write(
        changes.position,
        rows,
        ids.filter((id) => !found.has(id)),
      );
    }
    const next = { position: changes.position, builtTo: null };
    // Pages that touched nothing are cheap to look at again, and writing each down would not be.
    this.state = productIds.length > 0 ? await this.save(next) : next;
    return true;
  }

  /** An index that somebody deleted would be noticed by the next write only: so it is looked for now and then. */
  private async idle(): Promise<boolean> {
    this.idleLooks += 1;
    if (this.idleLooks % IDLE_LOOKS !== 0 || (await this.index.exists())) return false;
    this.forget();
    return true;
  }

  private async save(state: IndexState): Promise<IndexState> {
    await this.index.saveState(state);
    return state;
  }
}
