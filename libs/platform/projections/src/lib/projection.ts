import type { Redis } from 'ioredis';
import type { RecordedEvent } from '@mercury/platform/event-store';
import type { Topic } from '@mercury/platform/relay';

interface ProjectionBase {
  /** Unique in the house: `orders.order_summary` or `trending`. */
  readonly name: string;
  /** Raise it when the rows change their meaning or shape: the live generation then stands still until a replay. */
  readonly version: number;
  readonly topics: readonly Topic[];
  /** Event types that it folds; others pass by. */
  readonly handles: readonly string[];
}

/** The rows of one generation, inside the transaction that also moves the checkpoint. */
export interface ProjectionTransaction {
  execute<Row = Record<string, unknown>>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** Qualified name of a table in the generation that is being written: `orders.order_summary__g2`. */
  table(logical: string): string;
}

/**
 * A read model in PostgreSQL tables. Readers use the view `schema.logical`; behind it stand generations, so that a replay
 * builds a new one beside the live one. `apply` folds a whole page; it must not look at a clock, at chance, or elsewhere,
 * and rows must not depend on the order of events of different streams: shards are folded side by side.
 */
export interface PostgresProjection extends ProjectionBase {
  readonly schema: string;
  /** DDL of each table by logical name; `physicalName` is the qualified name to create. */
  readonly tables: Readonly<Record<string, (physicalName: string) => readonly string[]>>;
  apply(page: readonly RecordedEvent[], tx: ProjectionTransaction): Promise<void>;
}

export interface RedisProjectionContext {
  /** For reads. Writes go through `commit`, or a crash would count an event twice. */
  readonly redis: Redis;
  /** Prefix of every key of this generation, with one hash tag. */
  readonly prefix: string;
  /** Runs the page's Lua with the move of the checkpoint in one atomic script. At most once a page. */
  commit(lua: string, keys: readonly string[], args: readonly (string | number)[]): Promise<void>;
}

/** A read model in Redis. Readers find the live generation with `liveRedisPrefix`. */
export interface RedisProjection extends ProjectionBase {
  apply(page: readonly RecordedEvent[], context: RedisProjectionContext): Promise<void>;
  /** What a replay compares, where not every key counts (expired windows). Default: all keys below the prefix. */
  digest?(redis: Redis, prefix: string): Promise<string>;
}

export type Projection = PostgresProjection | RedisProjection;

/** Tells the two kinds apart: only PostgreSQL has tables. */
export function isPostgres(projection: Projection): projection is PostgresProjection {
  return 'tables' in projection;
}
