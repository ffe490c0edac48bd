import type { EventPage, ReadAllOptions } from '../event-store';
import type { Position } from '../events';
import { eventColumns, toRecordedEvent } from './event-row';
import type { PreparedStatement, Statements } from './statements';
import { storedColumns, StoredEvent } from './stored-event';

/**
 * How many positions a selective page looks through at the most. Rare types need no index of their own, which every append
 * would pay for: passing over a row costs a tenth of a microsecond.
 */
export const SCAN_POSITIONS = 200_000;
const FIRST_WINDOW = 2_000;
const GROWTH = 4;

/**
 * Every event from a position on; who asks cuts off what is beyond the end of the page. An upper bound here would have a table
 * without statistics sorted for each page: PostgreSQL takes two bounds for a very short range.
 */
const pageStatement: PreparedStatement = {
  name: 'es-read-all',
  text: `SELECT ${eventColumns} FROM es.events WHERE global_position > $1 ORDER BY global_position LIMIT $2`,
};

/**
 * Only what is asked for: the rest is neither sent nor parsed. One stream, one share, in every statement that this server runs:
 * a replay that resumes goes on with the same streams.
 */
export const selectedPageStatement: PreparedStatement = {
  name: 'es-read-selected',
  text: `SELECT ${storedColumns} FROM es.events WHERE global_position > $1 AND global_position <= $2
            AND ($4::text[] IS NULL OR type = ANY ($4::text[]))
            AND ($5::int = 1 OR abs(hashtext(stream_id)::bigint) % $5::int = $6::int)
          ORDER BY global_position LIMIT $3`,
};

/** A page of what is safe to read, that is up to `end`. */
export function readPage(statements: Statements, options: ReadAllOptions, end: Position): Promise<EventPage> {
  return options.types || options.share
    ? readSelectedPage(statements, options, end)
    : readWholePage(statements, options, end);
}

async function readWholePage(
  statements: Statements,
  { after, limit }: ReadAllOptions,
  end: Position,
): Promise<EventPage> {
  // Positions are whole numbers: there are no more events than positions in a range.
  const rows = await statements.rowsWithJson(pageStatement, [after, Math.min(limit, end - after)]);
  const events = rows.map(toRecordedEvent).filter(({ position }) => position <= end);
  return { events, position: events.length === limit ? (events.at(-1)?.position ?? end) : end };
}

/**
 * Looks through windows that grow until the page is half full. The first is no longer than the page: where most events are
 * wanted, a table without statistics is given a plan that sorts the window, and with 200,000 positions and pages of 10,000
 * each event was sorted a dozen times (37,000 events/s replayed instead of 107,000). Where few are, there is little to sort.
 */
async function readSelectedPage(
  statements: Statements,
  { after, limit, types, share }: ReadAllOptions,
  end: Position,
): Promise<EventPage> {
  const { of = 1, index = 0 } = share ?? {};
  const events: StoredEvent[] = [];
  const last = Math.min(end, after + Math.max(SCAN_POSITIONS, limit));
  for (let from = after, window = Math.max(FIRST_WINDOW, limit); ; window *= GROWTH) {
    const to = Math.min(last, from + window);
    const values = [from, to, limit - events.length, types ?? null, of, index];
    for (const row of await statements.rowsWithJson(selectedPageStatement, values)) events.push(new StoredEvent(row));
    if (events.length === limit) return { events, position: events.at(-1)?.position ?? to };
    if (to === last || events.length >= limit / 2) return { events, position: to };
    from = to;
  }
}
