import { Migration } from '@mikro-orm/migrations';

/** The registry of projections: which generation readers see, what a replay is building, and what stands still. */
export class Migration20261124T0820Projections extends Migration {
  override up(): void {
    this.addSql(`CREATE TABLE es.projections (
      name text PRIMARY KEY,
      live_generation int NOT NULL,
      live_version int NOT NULL,
      last_generation int NOT NULL,
      previous_generation int,
      previous_version int,
      building_generation int,
      building_version int,
      build_workers int,
      build_from bigint,
      swapped_at timestamptz
    )`);
    this.addSql(`CREATE TABLE es.paused_parts (
      projection text NOT NULL,
      part int NOT NULL,
      position bigint NOT NULL,
      event_id uuid NOT NULL,
      event_type text NOT NULL,
      error text NOT NULL,
      paused_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (projection, part)
    )`);
    this.addSql(`CREATE TABLE es.skipped_events (
      projection text NOT NULL,
      event_id uuid NOT NULL,
      position bigint NOT NULL,
      error text NOT NULL,
      reason text NOT NULL,
      skipped_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (projection, event_id)
    )`);
  }
}

/** In the order in which they run, after the event store's. */
export const projectionMigrations = [Migration20261124T0820Projections];
