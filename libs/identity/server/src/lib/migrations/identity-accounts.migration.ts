import { Migration } from '@mikro-orm/migrations';

/** Accounts as log in reads them, written inline with their events, and the wrapped key of each person. */
export class Migration20261124T1300IdentityAccounts extends Migration {
  override up(): void {
    this.addSql(`
      CREATE SCHEMA IF NOT EXISTS identity;
      CREATE TABLE identity.subject_keys (
        subject_id text COLLATE "C" PRIMARY KEY,
        wrapped_key text NOT NULL
      );
      CREATE TABLE identity.accounts (
        account_id text COLLATE "C" PRIMARY KEY,
        email_hash text COLLATE "C" NOT NULL UNIQUE,
        sealed_email text NOT NULL,
        sealed_display_name text NOT NULL,
        sealed_password_hash text NOT NULL,
        role text NOT NULL CHECK (role IN ('shopper', 'merchant', 'analyst', 'admin'))
      );
    `);
  }
}
