import { Migration } from '@mikro-orm/migrations';
import { sqlFile } from './sql-file';

/** Streams, events, checkpoints, and the functions that alone may write them. */
export class Migration20261124T0800EventStore extends Migration {
  override up(): void {
    for (const name of [
      'tables',
      'append',
      'append-group',
      'append-any',
      'find-duplicate',
      'archive',
      'head-and-fence',
    ])
      this.addSql(sqlFile(name));
  }
}

/** What turns the events table into partitions, on the day that its owner asks for it. */
export class Migration20261128T0800EventPartitions extends Migration {
  override up(): void {
    this.addSql(sqlFile('partition'));
  }
}

/** The head read under the sequence's own lock, and groups that pass by a stream which somebody holds. */
export class Migration20261128T1300EventStoreHead extends Migration {
  override up(): void {
    this.addSql(sqlFile('head-and-fence'));
    this.addSql(sqlFile('append-group'));
  }
}

/** In the order in which they run. */
export const eventStoreMigrations = [
  Migration20261124T0800EventStore,
  Migration20261128T0800EventPartitions,
  Migration20261128T1300EventStoreHead,
];
