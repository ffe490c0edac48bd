import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { nextStep } from '@mercury/orders/domain';
import type { OrderRecord } from './order-record';
import { ownerKeyOf } from './owner';

/** How long a step may take before the sweeper takes it up again. */
export const RESUME_AFTER_MS = 30_000;

/**
 * Writes the order's row in the transaction of its append: lists show it at once, and the sweepers find what is due.
 * Only what moves is updated; who bought what was said when it was placed.
 */
export async function writeOrderRow(em: SqlEntityManager, { version, state, story }: OrderRecord): Promise<void> {
  const { placed } = state;
  if (!placed) return;
  const last = story.at(-1)?.at ?? '';
  const step = nextStep(state);
  const row = {
    order_id: placed.orderId,
    owner_key: ownerKeyOf(placed),
    number: placed.number,
    status: state.status,
    version,
    placed_at: story[0]?.at,
    totals: placed.totals,
    item_count: placed.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    first_line: placed.lines[0],
    hold_expires_at: state.hold?.expiresAt,
    next_step: step,
    resume_at: step ? new Date(Date.parse(last) + RESUME_AFTER_MS).toISOString() : null,
  };
  await em.execute(
    `INSERT INTO orders.order_list (order_id, owner_key, number, status, version, placed_at, totals, item_count, first_line,
            hold_expires_at, next_step, resume_at)
     SELECT * FROM jsonb_to_record(?::jsonb) AS r(order_id text, owner_key text, number text, status text, version int,
            placed_at timestamptz, totals jsonb, item_count int, first_line jsonb, hold_expires_at timestamptz,
            next_step text, resume_at timestamptz)
     ON CONFLICT (order_id) DO UPDATE SET status = excluded.status, version = excluded.version,
            hold_expires_at = excluded.hold_expires_at, next_step = excluded.next_step, resume_at = excluded.resume_at,
            resumes = 0`,
    [JSON.stringify(row)],
  );
}
