import { Migration } from '@mikro-orm/migrations';

export class Migration20261124T0810RelayState extends Migration {
  override up(): void {
    this.addSql(
      'CREATE TABLE es.relay_state (stream text PRIMARY KEY, position bigint NOT NULL) WITH (fillfactor = 50)',
    );
  }
}

/** One row: which process publishes now. `epoch` counts the changes of leader. */
export class Migration20261128T0900RelayLease extends Migration {
  override up(): void {
    this.addSql(`CREATE TABLE es.relay_lease (
      one boolean PRIMARY KEY DEFAULT true CHECK (one),
      owner text NOT NULL,
      epoch bigint NOT NULL,
      expires_at timestamptz NOT NULL
    ) WITH (fillfactor = 50)`);
  }
}

/** In the order in which they run, after the event store's. */
export const relayMigrations = [Migration20261124T0810RelayState, Migration20261128T0900RelayLease];
