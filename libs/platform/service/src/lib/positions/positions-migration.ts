import { Migration } from '@mikro-orm/migrations';

/** A row for each (topic, shard, group), written every few seconds. An id of Redis has two parts of 64 bits without a sign. */
export class Migration20261128T0840ConsumerPositions extends Migration {
  override up(): void {
    this.addSql(`CREATE TABLE es.consumer_positions (
      topic text NOT NULL,
      shard int NOT NULL,
      grp text NOT NULL,
      ms numeric(20) NOT NULL,
      seq numeric(20) NOT NULL,
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (topic, shard, grp)
    ) WITH (fillfactor = 50)`);
  }
}

/** After the event store's, whose schema they use. */
export const serviceMigrations = [Migration20261128T0840ConsumerPositions];
