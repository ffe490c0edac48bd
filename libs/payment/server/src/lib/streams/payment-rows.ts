import { EntityManager, type SqlEntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { PaymentStatus } from '@mercury/payment/contracts';
import type { PaymentState } from '@mercury/payment/domain';

/** A payment that is to be looked at again. */
export interface DuePayment {
  readonly paymentId: string;
  readonly status: PaymentStatus;
}

const LONGEST_PAUSE_S = 600;

/** How long after its last news a payment is looked at, in seconds; the others are over. An authorisation may expire. */
const CHECK_AFTER_S: Partial<Record<PaymentStatus, number>> = {
  processing: 15,
  action_required: 30,
  authorised: 3_600,
};

/** The read model that is written inline, `payment.payments`: look-ups, and what the reconciler has to do. */
@Injectable()
export class PaymentRows {
  constructor(private readonly em: EntityManager) {}

  /** Writes the row of a state; an older one never replaces a newer. */
  async write(em: SqlEntityManager, state: PaymentState, version: number, now: Date): Promise<void> {
    const { paymentId, orderId, amountMinor, currency } = state.started as NonNullable<PaymentState['started']>;
    await em.execute(
      `INSERT INTO payment.payments AS p (payment_id, order_id, intent_id, status, amount_minor, currency, version,
         started_at, updated_at, check_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (payment_id) DO UPDATE SET intent_id = excluded.intent_id, status = excluded.status,
         version = excluded.version, updated_at = excluded.updated_at, check_at = excluded.check_at, checks = 0
       WHERE p.version < excluded.version`,
      [
        paymentId,
        orderId,
        state.intentId ?? null,
        state.status,
        amountMinor,
        currency,
        version,
        now.toISOString(),
        now.toISOString(),
        checkAt(state, now)?.toISOString() ?? null,
      ],
    );
  }

  /** When the attempt was started. */
  async startedAt(paymentId: string): Promise<Date | undefined> {
    const [row] = await this.em
      .fork()
      .execute<{ started_at: string }[]>('SELECT started_at::text FROM payment.payments WHERE payment_id = ?', [
        paymentId,
      ]);
    return row && new Date(row.started_at);
  }

  /** Takes payments that are due and puts off their next look, longer each time: several processes share the work. */
  async claimDue(now: Date, limit: number): Promise<DuePayment[]> {
    const rows = await this.em.fork().execute<{ payment_id: string; status: PaymentStatus }[]>(
      `UPDATE payment.payments SET checks = checks + 1,
         check_at = ?::timestamptz + least(?, 15 * power(2, least(checks, 10))) * interval '1 second'
       WHERE payment_id IN (SELECT payment_id FROM payment.payments WHERE check_at <= ? ORDER BY check_at LIMIT ?
         FOR UPDATE SKIP LOCKED)
       RETURNING payment_id, status`,
      [now.toISOString(), LONGEST_PAUSE_S, now.toISOString(), limit],
    );
    return rows.map(({ payment_id, status }) => ({ paymentId: payment_id, status }));
  }

  /** How many payments wait, by status. */
  async countOpen(): Promise<Record<string, number>> {
    const rows = await this.em
      .fork()
      .execute<{ status: string; count: number }[]>(
        'SELECT status, count(*)::int AS count FROM payment.payments WHERE check_at IS NOT NULL GROUP BY status',
      );
    return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
  }
}

function checkAt({ status, voidReason }: PaymentState, now: Date): Date | undefined {
  const seconds = CHECK_AFTER_S[status];
  if (seconds === undefined) return undefined;
  const sooner = voidReason === undefined ? seconds : Math.min(seconds, CHECK_AFTER_S.processing ?? seconds);
  return new Date(now.getTime() + sooner * 1_000);
}
