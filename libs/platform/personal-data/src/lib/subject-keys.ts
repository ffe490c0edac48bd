import { randomBytes } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/postgresql';

/** A key as it is stored. */
export interface SubjectKey {
  readonly keyId: string;
  readonly subjectId: string;
  readonly wrapped: string;
}

/** What is known of a person: nothing, a key that lives, or keys that were all destroyed. */
export type SubjectState = 'unknown' | 'known' | 'forgotten';

interface Row {
  readonly key_id: string;
  readonly subject_id: string;
  readonly wrapped_key: string;
}

const keyOf = ({ key_id, subject_id, wrapped_key }: Row): SubjectKey => ({
  keyId: key_id,
  subjectId: subject_id,
  wrapped: wrapped_key,
});

const live = 'SELECT key_id, subject_id, wrapped_key FROM personal_data.subject_keys WHERE wrapped_key IS NOT NULL';

/** The person's living key. */
export async function liveKey(em: SqlEntityManager, subjectId: string): Promise<SubjectKey | undefined> {
  const [row] = await em.execute<Row[]>(`${live} AND subject_id = ?`, [subjectId]);
  return row && keyOf(row);
}

/** Those of the keys that still exist. */
export async function keysById(em: SqlEntityManager, keyIds: readonly string[]): Promise<SubjectKey[]> {
  if (keyIds.length === 0) return [];
  const rows = await em.execute<Row[]>(`${live} AND key_id IN (${keyIds.map(() => '?').join(', ')})`, [...keyIds]);
  return rows.map(keyOf);
}

/** Gives a person a key, unless there is a living one: of two at once one wins, and both find it by `liveKey`. */
export async function saveKey(em: SqlEntityManager, subjectId: string, wrapped: string): Promise<void> {
  await em.execute(
    `INSERT INTO personal_data.subject_keys (key_id, subject_id, wrapped_key) VALUES (?, ?, ?)
     ON CONFLICT (subject_id) WHERE wrapped_key IS NOT NULL DO NOTHING`,
    [randomBytes(9).toString('base64url'), subjectId, wrapped],
  );
}

/**
 * Destroys every key of a person; the rows stay and say when. Call it in the transaction that notes why. Resolves to the
 * number of keys destroyed.
 */
export async function destroyKeys(em: SqlEntityManager, subjectId: string): Promise<number> {
  const rows = await em.execute<unknown[]>(
    `UPDATE personal_data.subject_keys SET wrapped_key = NULL, destroyed_at = now()
      WHERE subject_id = ? AND wrapped_key IS NOT NULL RETURNING key_id`,
    [subjectId],
  );
  return rows.length;
}

/** Whether there is anything of a person left to forget. */
export async function subjectState(em: SqlEntityManager, subjectId: string): Promise<SubjectState> {
  const [row] = await em.execute<{ keys: number; living: number }[]>(
    'SELECT count(*)::int AS keys, count(wrapped_key)::int AS living FROM personal_data.subject_keys WHERE subject_id = ?',
    [subjectId],
  );
  if (!row?.keys) return 'unknown';
  return row.living > 0 ? 'known' : 'forgotten';
}
