import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { AccountEvent, AccountView, Role } from '@mercury/identity/contracts';
import type { PlannedEvent } from '@mercury/platform/event-store';
import { open, type MasterKey } from '@mercury/platform/personal-data';

/** What pseudonyms of addresses are for, here: to say who claimed one. */
export const EMAIL_CLAIM = 'identity.email';

/** An account with its person's wrapped key, which is absent once the person was erased. */
export interface AccountRow {
  readonly account_id: string;
  readonly sealed_email: string;
  readonly sealed_display_name: string;
  readonly sealed_password_hash: string;
  readonly role: Role;
  readonly wrapped_key: string | null;
}

const select = `SELECT a.account_id, a.sealed_email, a.sealed_display_name, a.sealed_password_hash, a.role, k.wrapped_key
  FROM identity.accounts a LEFT JOIN personal_data.subject_keys k ON k.subject_id = a.account_id AND k.wrapped_key IS NOT NULL`;

export async function accountById(em: SqlEntityManager, accountId: string): Promise<AccountRow | undefined> {
  const [row] = await em.fork().execute<AccountRow[]>(`${select} WHERE a.account_id = ?`, [accountId]);
  return row;
}

/** The account of an address: by its keyed hash to its pseudonym, by that to the account. */
export async function accountByEmail(
  em: SqlEntityManager,
  master: MasterKey,
  email: string,
): Promise<AccountRow | undefined> {
  const [row] = await em.fork().execute<AccountRow[]>(
    `${select} JOIN personal_data.pseudonyms p ON p.pseudonym = a.email_hash
      WHERE p.purpose = ? AND p.value_hash = ?`,
    [EMAIL_CLAIM, master.emailHash(email)],
  );
  return row;
}

/** The account in the clear; undefined for an erased person. */
export function openAccount(row: AccountRow, master: MasterKey): AccountView | undefined {
  if (!row.wrapped_key) return undefined;
  const key = master.unwrap(row.wrapped_key, row.account_id);
  return {
    accountId: row.account_id,
    email: open(key, row.sealed_email, 'email').toString(),
    displayName: open(key, row.sealed_display_name, 'display-name').toString(),
    role: row.role,
  };
}

/**
 * Moves the account rows in the transaction of the append. Conflicts are passed over on purpose: whoever comes second
 * fails in the append that follows, by the version of the stream, and takes these writes back with it.
 */
export async function writeAccounts(em: SqlEntityManager, events: readonly PlannedEvent[]): Promise<void> {
  for (const event of events) await apply(em, event as unknown as AccountEvent);
}

async function apply(em: SqlEntityManager, { type, data }: AccountEvent): Promise<void> {
  switch (type) {
    case 'identity.account.registered':
      await em.execute(
        `INSERT INTO identity.accounts (account_id, email_hash, sealed_email, sealed_display_name, sealed_password_hash, role)
         VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
        [data.accountId, data.emailHash, data.sealedEmail, data.sealedDisplayName, data.sealedPasswordHash, data.role],
      );
      return;
    case 'identity.account.role-granted':
      await em.execute('UPDATE identity.accounts SET role = ? WHERE account_id = ?', [data.role, data.accountId]);
      return;
    case 'identity.account.password-changed':
      await em.execute('UPDATE identity.accounts SET sealed_password_hash = ? WHERE account_id = ?', [
        data.sealedPasswordHash,
        data.accountId,
      ]);
      return;
    case 'identity.subject.forgotten':
      await em.execute('DELETE FROM identity.accounts WHERE account_id = ?', [data.subjectId]);
  }
}
