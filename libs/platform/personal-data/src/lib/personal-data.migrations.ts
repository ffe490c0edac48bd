import { Migration } from '@mikro-orm/migrations';

/**
 * The keys of people, and the pseudonyms of their addresses: the only rows that are allowed to vanish under the events. A
 * backup of events must be without this schema, or it brings forgotten people back.
 */
export class Migration20261125T0200PersonalDataKeys extends Migration {
  override up(): void {
    this.addSql(`
      CREATE SCHEMA IF NOT EXISTS personal_data;
      CREATE TABLE personal_data.subject_keys (
        key_id text COLLATE "C" PRIMARY KEY,
        subject_id text COLLATE "C" NOT NULL,
        wrapped_key text,
        created_at timestamptz NOT NULL DEFAULT now(),
        destroyed_at timestamptz,
        CONSTRAINT subject_keys_destroyed CHECK ((wrapped_key IS NULL) = (destroyed_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX subject_keys_living ON personal_data.subject_keys (subject_id) WHERE wrapped_key IS NOT NULL;
      CREATE INDEX subject_keys_subject ON personal_data.subject_keys (subject_id);
      CREATE TABLE personal_data.pseudonyms (
        purpose text COLLATE "C" NOT NULL,
        value_hash text COLLATE "C" NOT NULL,
        pseudonym text COLLATE "C" NOT NULL,
        PRIMARY KEY (purpose, value_hash)
      );
      CREATE INDEX pseudonyms_value ON personal_data.pseudonyms (value_hash);
    `);
  }
}

/** In the order in which they run. */
export const personalDataMigrations = [Migration20261125T0200PersonalDataKeys];
