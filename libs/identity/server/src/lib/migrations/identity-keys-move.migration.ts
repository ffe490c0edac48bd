import { Migration } from '@mikro-orm/migrations';

/**
 * The keys move to the platform's table, which every context seals by. Addresses that were claimed before there were
 * pseudonyms keep their keyed hash as one: new claims get random digits.
 */
export class Migration20261125T0210IdentityKeysMove extends Migration {
  override up(): void {
    this.addSql(`
      INSERT INTO personal_data.subject_keys (key_id, subject_id, wrapped_key)
        SELECT 'account:' || subject_id, subject_id, wrapped_key FROM identity.subject_keys;
      INSERT INTO personal_data.pseudonyms (purpose, value_hash, pseudonym)
        SELECT 'identity.email', email_hash, email_hash FROM identity.accounts;
      DROP TABLE identity.subject_keys;
    `);
  }
}
