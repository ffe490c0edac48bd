import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';

/** What is kept of a webhook. Not its object: that is read anew when it is applied, and it would hold personal data. */
export interface StoredWebhook {
  readonly eventId: string;
  readonly type: string;
  readonly intentId?: string;
  readonly createdAt: Date;
}

/** What became of a webhook: `unknown` is about an intent that no payment of ours has; `ignored` tells no news. */
export type WebhookOutcome = 'applied' | 'ignored' | 'unknown';

const LONGEST_PAUSE_S = 600;
const KEPT_DAYS = 30;

/** Table `payment.webhook_inbox`: every event of Stripe's once, and what became of it. */
@Injectable()
export class WebhookInbox {
  constructor(private readonly em: EntityManager) {}

  /** False when the event had come before. */
  async store({ eventId, type, intentId, createdAt }: StoredWebhook, now: Date): Promise<boolean> {
    const outcome: WebhookOutcome | null = intentId === undefined ? 'ignored' : null;
    const rows = await this.em.fork().execute<unknown[]>(
      `INSERT INTO payment.webhook_inbox (event_id, type, intent_id, created_at, received_at, attempt_at, applied_at, outcome)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (event_id) DO NOTHING RETURNING event_id`,
      [
        eventId,
        type,
        intentId ?? null,
        createdAt.toISOString(),
        now.toISOString(),
        now.toISOString(),
        outcome && now.toISOString(),
        outcome,
      ],
    );
    return rows.length > 0;
  }

  /** Takes events that wait, all of one intent together, and puts off their next turn, should this process die. */
  async claim(now: Date, limit: number): Promise<Map<string, string[]>> {
    const rows = await this.em.fork().execute<{ event_id: string; intent_id: string }[]>(
      `UPDATE payment.webhook_inbox SET attempts = attempts + 1,
         attempt_at = ?::timestamptz + least(?, 15 * power(2, least(attempts, 10))) * interval '1 second'
       WHERE event_id IN (SELECT event_id FROM payment.webhook_inbox WHERE applied_at IS NULL AND attempt_at <= ?
         ORDER BY attempt_at LIMIT ? FOR UPDATE SKIP LOCKED)
       RETURNING event_id, intent_id`,
      [now.toISOString(), LONGEST_PAUSE_S, now.toISOString(), limit],
    );
    const byIntent = new Map<string, string[]>();
    for (const { event_id, intent_id } of rows) byIntent.set(intent_id, [...(byIntent.get(intent_id) ?? []), event_id]);
    return byIntent;
  }

  async finish(eventIds: readonly string[], outcome: WebhookOutcome, now: Date): Promise<void> {
    await this.em.fork().execute(
      `UPDATE payment.webhook_inbox SET applied_at = ?, outcome = ?
         WHERE event_id IN (SELECT jsonb_array_elements_text(?::jsonb))`,
      [now.toISOString(), outcome, JSON.stringify(eventIds)],
    );
  }

  /** Forgets what Stripe will not send again. What nobody knows stays, for somebody to look at. */
  async prune(now: Date): Promise<void> {
    const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
    await this.em
      .fork()
      .execute(`DELETE FROM payment.webhook_inbox WHERE applied_at < ? AND outcome <> 'unknown'`, [
        before.toISOString(),
      ]);
  }
}
