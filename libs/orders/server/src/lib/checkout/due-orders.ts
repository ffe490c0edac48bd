import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { CheckoutStep } from '@mercury/orders/domain';

export interface StalledOrder {
  readonly orderId: string;
  readonly step: CheckoutStep;
  /** How often it was taken up since it last moved. */
  readonly resumes: number;
}

/** What the sweepers look for in the list of orders, each by its own partial index. */
@Injectable()
export class DueOrders {
  constructor(private readonly em: EntityManager) {}

  /** Orders that wait for payment and whose hold has run out, the oldest first. */
  async expired(now: Date, limit: number): Promise<string[]> {
    const rows = await this.em.fork().execute<{ order_id: string }[]>(
      `SELECT order_id FROM orders.order_list
        WHERE status IN ('awaiting_payment', 'action_required') AND hold_expires_at <= ?
        ORDER BY hold_expires_at LIMIT ?`,
      [now.toISOString(), limit],
    );
    return rows.map(({ order_id }) => order_id);
  }

  /**
   * Takes orders whose next step did not happen in time, and sets their next look twice as far away (at most ten minutes):
   * two processes never take the same one, and one that cannot be helped does not keep the others waiting.
   */
  async takeStalled(now: Date, limit: number): Promise<StalledOrder[]> {
    const rows = await this.em.fork().execute<{ order_id: string; next_step: CheckoutStep; resumes: number }[]>(
      `UPDATE orders.order_list SET resumes = resumes + 1,
              resume_at = ?::timestamptz + least(600, 30 * 2 ^ least(resumes, 10)) * interval '1 second'
        WHERE order_id IN (SELECT order_id FROM orders.order_list WHERE next_step IS NOT NULL AND resume_at <= ?
                            ORDER BY resume_at LIMIT ? FOR UPDATE SKIP LOCKED)
        RETURNING order_id, next_step, resumes`,
      [now.toISOString(), now.toISOString(), limit],
    );
    return rows.map(({ order_id, next_step, resumes }) => ({ orderId: order_id, step: next_step, resumes }));
  }
}
