import { Migration } from '@mikro-orm/migrations';

/** Payments as they are, written inline with their events, and the inbox of Stripe's webhooks. */
export class Migration20261124T1200PaymentTables extends Migration {
  override up(): void {
    this.addSql(`
      CREATE SCHEMA IF NOT EXISTS payment;
      CREATE TABLE payment.payments (
        payment_id text COLLATE "C" PRIMARY KEY,
        order_id text COLLATE "C" NOT NULL,
        intent_id text COLLATE "C",
        status text NOT NULL,
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        currency text NOT NULL,
        version integer NOT NULL,
        started_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        check_at timestamptz,
        checks integer NOT NULL DEFAULT 0
      );
      CREATE UNIQUE INDEX payments_intent ON payment.payments (intent_id);
      CREATE INDEX payments_order ON payment.payments (order_id);
      CREATE INDEX payments_check ON payment.payments (check_at) WHERE check_at IS NOT NULL;
      CREATE TABLE payment.webhook_inbox (
        event_id text COLLATE "C" PRIMARY KEY,
        type text NOT NULL,
        intent_id text COLLATE "C",
        created_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        attempt_at timestamptz NOT NULL,
        applied_at timestamptz,
        outcome text CHECK (outcome IN ('applied', 'ignored', 'unknown'))
      );
      CREATE INDEX webhook_inbox_waiting ON payment.webhook_inbox (attempt_at) WHERE applied_at IS NULL;
      CREATE INDEX webhook_inbox_unknown ON payment.webhook_inbox (received_at) WHERE outcome = 'unknown';
      CREATE INDEX webhook_inbox_applied ON payment.webhook_inbox (applied_at);
    `);
  }
}
