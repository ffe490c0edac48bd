import type { Client, estypes } from '@elastic/elasticsearch';
import { statusOf } from './elasticsearch-errors';
import { PRODUCTS_ALIAS, PRODUCTS_INDEX, productsIndex, STATE_INDEX, WRITE_ALIAS } from './index-definition';
import { toProductDocument, type DocumentRow, type ProductDocument } from './product-document';

/** How far an index is. While it is being built, `builtTo` is the last product that it holds. */
export interface IndexState {
  readonly position: number;
  readonly builtTo: string | null;
}

/** The bulk request was taken, and some of its documents were refused: their reasons. */
export class RefusedDocumentsError extends Error {}

/** Writes to Elasticsearch, each call once: the indexer repeats what failed. */
export class ProductsIndex {
  constructor(private readonly client: Client) {}

  /** Makes the index and the place of its state, if they are not there. Resolves to the state, if there is one. */
  async prepare(): Promise<IndexState | undefined> {
    await this.create({ index: STATE_INDEX, mappings: stateMappings });
    const fresh = await this.create({ index: PRODUCTS_INDEX, ...productsIndex });
    // A state without its index is that of one that was deleted.
    return fresh ? undefined : this.state();
  }

  exists(): Promise<boolean> {
    return this.client.indices.exists({ index: PRODUCTS_ALIAS });
  }

  async saveState(state: IndexState): Promise<void> {
    await this.client.index({ index: STATE_INDEX, id: PRODUCTS_INDEX, document: state });
  }

  /**
   * Writes products as they are at `position`; ids without a row are removed. Versions are positions: what an index holds
   * of a later position stays, so a late or repeated write does no harm. Throws RefusedDocumentsError.
   */
  async write(position: number, rows: readonly DocumentRow[], removed: readonly string[] = []): Promise<void> {
    const version = { version: position, version_type: 'external_gte' as const };
    const operations: (estypes.BulkOperationContainer | ProductDocument)[] = [
      ...rows.flatMap((row) => [{ index: { _id: row.product_id, ...version } }, toProductDocument(row)]),
      ...removed.map((id) => ({ delete: { _id: id, ...version } })),
    ];
    if (operations.length === 0) return;
    const { errors: failed, items } = await this.client.bulk({
      index: WRITE_ALIAS,
      require_alias: true,
      operations,
    });
    if (!failed) return;
    const reasons = items.flatMap(({ index, delete: gone }) => {
      const { error, status, _id } = (index ?? gone) as estypes.BulkResponseItem;
      return error && status !== 409 ? [`${_id}: ${error.reason ?? error.type}`] : [];
    });
    if (reasons.length > 0) throw new RefusedDocumentsError(reasons.slice(0, 3).join('; '));
  }

  /** Lets searches read this index and no other, in one step. The index before stays, to go back to. */
  async expose(): Promise<void> {
    await this.client.indices.refresh({ index: PRODUCTS_INDEX });
    await this.client.indices.updateAliases({
      actions: [
        { remove: { index: `${PRODUCTS_ALIAS}-*`, alias: PRODUCTS_ALIAS, must_exist: false } },
        { add: { index: PRODUCTS_INDEX, alias: PRODUCTS_ALIAS } },
      ],
    });
  }

  private async create(request: estypes.IndicesCreateRequest): Promise<boolean> {
    if (await this.client.indices.exists({ index: request.index })) return false;
    try {
      await this.client.indices.create(request);
      return true;
    } catch (error) {
      // Another process was faster.
      if (statusOf(error) === 400 && String(error).includes('resource_already_exists')) return false;
      throw error;
    }
  }

  private async state(): Promise<IndexState | undefined> {
    try {
      return (await this.client.get<IndexState>({ index: STATE_INDEX, id: PRODUCTS_INDEX }))._source;
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  }
}

const stateMappings: estypes.MappingTypeMapping = {
  dynamic: 'strict',
  properties: { position: { type: 'long' }, builtTo: { type: 'keyword' } },
};
