import type { DocumentRow } from './product-document';

/** What happened after a position, as far as the index cares. Everything up to `position` has been looked at. */
export interface Changes {
  readonly position: number;
  readonly productIds: readonly string[];
}

/** Where the indexer reads: the events say what changed, the PostgreSQL engine's documents say what it is now. */
export abstract class IndexSource {
  /** The position up to which events may be read now. */
  abstract head(): Promise<number>;

  /** Which products the next events touched, waiting until their documents know of it. Undefined: they do not yet. */
  abstract changesAfter(position: number): Promise<Changes | undefined>;

  /** True once every document knows of everything up to `position`. */
  abstract knows(position: number): Promise<boolean>;

  /** Documents of these products; one that is missing was withdrawn. */
  abstract documents(productIds: readonly string[]): Promise<DocumentRow[]>;

  /** The next documents in the order of their ids: by key, so that none is missed while others come and go. */
  abstract documentsAfter(productId: string, limit: number): Promise<DocumentRow[]>;
}
