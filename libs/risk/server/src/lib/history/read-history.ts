import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { LONGEST_WINDOW_MS, noUsualAmount, type CardPayment, type PaymentHistory } from '@mercury/risk/domain';
import { entityKeys, type HistoryKeys } from './keys';

/** More payments than this within a month, and counts stop growing: nobody is more suspicious for the rest. */
const MOST_ROWS = 1_000;

/** A history with the versions it was read at, by entity key. */
export interface ReadHistory {
  readonly history: PaymentHistory;
  readonly versions: Readonly<Record<string, number>>;
}

interface Row {
  readonly entities: { key: string; version: number; count: number; sum: number }[];
  readonly customer: CardPayment[];
  readonly card: CardPayment[];
  readonly declines: number;
}

const payments = (column: string): string => `
  (SELECT coalesce(json_agg(json_build_object('atMs', round(extract(epoch FROM paid_at) * 1000), 'amountMinor', amount_minor,
                                              'customerKey', customer_key)), '[]')
     FROM (SELECT * FROM risk.payments WHERE ${column} = ? AND paid_at > ?::timestamptz AND paid_at <= ?::timestamptz
            ORDER BY paid_at DESC LIMIT ${MOST_ROWS}) p)`;

// One statement, one snapshot: versions and rows belong together.
const sql = `
  SELECT
    (SELECT coalesce(json_agg(json_build_object('key', entity_key, 'version', version, 'count', usual_count, 'sum', usual_sum_minor)), '[]')
       FROM risk.entities WHERE entity_key IN (SELECT jsonb_array_elements_text(?::jsonb))) AS entities,
    ${payments('customer_key')} AS customer,
    ${payments('card_key')} AS card,
    (SELECT count(*)::int FROM risk.declines WHERE order_id = ?) AS declines`;

/** What is known about a payment's customer, card and order, in one statement over bounded index ranges. */
export async function readHistory(
  em: SqlEntityManager,
  keys: HistoryKeys,
  { atMs, orderId }: { atMs: number; orderId: string },
): Promise<ReadHistory> {
  const from = new Date(atMs - LONGEST_WINDOW_MS).toISOString();
  const to = new Date(atMs).toISOString();
  const entities = entityKeys(keys);
  const [row] = await em
    .fork()
    .execute<Row[]>(sql, [JSON.stringify(entities), keys.customer, from, to, keys.card ?? null, from, to, orderId]);
  const { entities: known, customer, card, declines } = row as Row;
  const versions = Object.fromEntries(
    entities.map((key) => [key, known.find((entity) => entity.key === key)?.version ?? 0]),
  );
  const own = known.find(({ key }) => key === entities[0]);
  return {
    versions,
    history: {
      customer,
      customerPayments: own?.version ?? 0,
      usual: own ? { count: own.count, sumMinor: own.sum } : noUsualAmount,
      card,
      orderDeclines: declines,
    },
  };
}
