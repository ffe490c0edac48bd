import { Migration } from '@mikro-orm/migrations';

/** Carts and the list of orders: read models written inline with the events, so that they are never behind. */
export class Migration20261124T1300OrdersTables extends Migration {
  override up(): void {
    this.addSql(`
      CREATE SCHEMA IF NOT EXISTS orders;
      CREATE TABLE orders.carts (
        cart_id text COLLATE "C" PRIMARY KEY,
        version bigint NOT NULL,
        lines jsonb NOT NULL
      ) WITH (fillfactor = 70);
      CREATE TABLE orders.order_list (
        order_id text COLLATE "C" PRIMARY KEY,
        owner_key text COLLATE "C" NOT NULL,
        number text NOT NULL,
        status text NOT NULL,
        version integer NOT NULL,
        placed_at timestamptz NOT NULL,
        totals jsonb NOT NULL,
        item_count integer NOT NULL,
        first_line jsonb NOT NULL,
        hold_expires_at timestamptz NOT NULL,
        next_step text,
        resume_at timestamptz,
        resumes integer NOT NULL DEFAULT 0
      ) WITH (fillfactor = 70);
      CREATE INDEX order_list_owner ON orders.order_list (owner_key, placed_at DESC, order_id DESC);
      CREATE INDEX order_list_placed ON orders.order_list (placed_at DESC, order_id DESC);
      CREATE INDEX order_list_expiry ON orders.order_list (hold_expires_at)
        WHERE status IN ('awaiting_payment', 'action_required');
      CREATE INDEX order_list_resume ON orders.order_list (resume_at) WHERE next_step IS NOT NULL;
    `);
  }
}
