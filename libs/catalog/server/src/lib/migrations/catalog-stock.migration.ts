import { Migration } from '@mikro-orm/migrations';

/** The stock read model, written inline with the events, and the index of holds that the sweeper walks. */
export class Migration20261124T1000CatalogStock extends Migration {
  override up(): void {
    this.addSql(`
      CREATE SCHEMA IF NOT EXISTS catalog;
      CREATE TABLE catalog.stock (
        variant_id text COLLATE "C" PRIMARY KEY,
        on_hand integer NOT NULL,
        held integer NOT NULL DEFAULT 0,
        sold integer NOT NULL DEFAULT 0,
        CHECK (held >= 0 AND on_hand >= held)
      );
      CREATE TABLE catalog.holds (
        hold_id text COLLATE "C" NOT NULL,
        variant_id text COLLATE "C" NOT NULL,
        quantity integer NOT NULL,
        expires_at timestamptz NOT NULL,
        status text NOT NULL DEFAULT 'held' CHECK (status IN ('held', 'released', 'sold')),
        PRIMARY KEY (hold_id, variant_id)
      );
      CREATE INDEX holds_expiry ON catalog.holds (expires_at) WHERE status = 'held';
    `);
  }
}
