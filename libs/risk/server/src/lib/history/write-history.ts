import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { ConflictError } from '@mercury/platform/errors';
import type { UsualAmount } from '@mercury/risk/domain';
import { entityKeys, type HistoryKeys } from './keys';

/** Somebody else's payment of the same customer or card was judged in between: read again, judge again. */
export class HistoryMovedError extends ConflictError {
  constructor() {
    super('risk.history_moved', { message: 'Another payment came first', retryable: true });
  }
}

/** A payment that has been judged, with the versions that its history was read at. */
export interface JudgedPayment {
  readonly assessmentId: string;
  readonly keys: HistoryKeys;
  readonly versions: Readonly<Record<string, number>>;
  readonly paidAt: string;
  readonly amountMinor: number;
  readonly usual: UsualAmount;
}

const note = `
  WITH moved AS (
    INSERT INTO risk.entities AS e (entity_key, version, usual_count, usual_sum_minor)
    SELECT key, version + 1, count, sum FROM jsonb_to_recordset(?::jsonb) AS r(key text, version int, count int, sum bigint)
     ORDER BY key
    ON CONFLICT (entity_key) DO UPDATE
      SET version = excluded.version, usual_count = excluded.usual_count, usual_sum_minor = excluded.usual_sum_minor
      WHERE e.version = excluded.version - 1
    RETURNING 1
  ), noted AS (
    INSERT INTO risk.payments (assessment_id, customer_key, card_key, paid_at, amount_minor) VALUES (?, ?, ?, ?, ?)
  )
  SELECT count(*)::int AS moved FROM moved`;

/**
 * Notes a payment in the transaction of its event. Each of its entities must still be at the version that was read: who
 * comes second waits for the first one's row lock, finds the version moved, and rolls back. Rows are locked in the order
 * of their keys, so two payments cannot dead-lock. Throws HistoryMovedError.
 */
export async function writePayment(em: SqlEntityManager, payment: JudgedPayment): Promise<void> {
  const { assessmentId, keys, versions, paidAt, amountMinor, usual } = payment;
  const rows = entityKeys(keys).map((key) => ({
    key,
    version: versions[key] ?? 0,
    count: key.startsWith('customer:') ? usual.count : 0,
    sum: key.startsWith('customer:') ? usual.sumMinor : 0,
  }));
  const [row] = await em.execute<{ moved: number }[]>(note, [
    JSON.stringify(rows),
    ...[assessmentId, keys.customer, keys.card ?? null, paidAt, amountMinor],
  ]);
  if (row?.moved !== rows.length) throw new HistoryMovedError();
}
