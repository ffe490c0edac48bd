import type { ReadAllOptions } from '../event-store';
import { eventColumns } from './event-row';
import type { PreparedStatement } from './statements';
import { storedColumns } from './stored-event';

/**
 * How many positions one statement looks through for the types that are asked for. Rare types need no index of their own,
 * which every append would pay for: passing over a row costs a tenth of a microsecond, and the statement stays short.
 */
export const SCAN_POSITIONS = 200_000;

const range = 'FROM es.events WHERE global_position > $1 AND global_position <= $2';
const order = 'ORDER BY global_position LIMIT $3';
const types = 'type = ANY ($4::text[])';
/** One stream, one share, in every statement that this server runs: a replay that resumes goes on with the same streams. */
const share = '($5::int = 1 OR abs(hashtext(stream_id)::bigint) % $5::int = $6::int)';

/**
 * Every event from a position on; who asks cuts off what is beyond the end of the page. An upper bound here would have a table
 * without statistics sorted for each page: PostgreSQL takes two bounds for a very short range.
 */
export const pageStatement: PreparedStatement = {
  name: 'es-read-all',
  text: `SELECT ${eventColumns} FROM es.events WHERE global_position > $1 ORDER BY global_position LIMIT $2`,
};

/** Only what is asked for: the rest is neither sent nor parsed. */
export const selectedPageStatement: PreparedStatement = {
  name: 'es-read-selected',
  text: `SELECT ${storedColumns} ${range} AND ($4::text[] IS NULL OR ${types}) AND ${share} ${order}`,
};

/** The statement of a page, and its values, for the range that ends at `end`. */
export function pageQuery(options: ReadAllOptions, end: number): readonly [PreparedStatement, unknown[]] {
  const { after, limit } = options;
  // Positions are whole numbers: there are no more events than positions in a range.
  if (!isSelective(options)) return [pageStatement, [after, Math.min(limit, end - after)]];
  const { of = 1, index = 0 } = options.share ?? {};
  return [selectedPageStatement, [after, end, limit, options.types ?? null, of, index]];
}

/** True when a range may hold other events than those that are asked for. */
export function isSelective({ types: wanted, share: part }: ReadAllOptions): boolean {
  return wanted !== undefined || part !== undefined;
}
