import { randomBytes } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/postgresql';

/**
 * The pseudonym of a hashed value for one purpose: 64 random hexadecimal digits, the same for ever after, made at the first
 * asking. Events carry it where they must tell the same address from another one; once `dropPseudonyms` has taken the row,
 * nobody can say any more whose it was, not even with PERSONAL_DATA_KEY and the address at hand.
 */
export async function pseudonymOf(em: SqlEntityManager, purpose: string, hash: string): Promise<string> {
  const known = await findPseudonym(em, purpose, hash);
  if (known) return known;
  await em.execute(
    'INSERT INTO personal_data.pseudonyms (purpose, value_hash, pseudonym) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    [purpose, hash, randomBytes(32).toString('hex')],
  );
  const made = await findPseudonym(em, purpose, hash);
  if (!made) throw new Error(`the pseudonym for ${purpose} went while it was made`);
  return made;
}

/** The pseudonym, if there is one: for reading, which should make none. */
export async function findPseudonym(em: SqlEntityManager, purpose: string, hash: string): Promise<string | undefined> {
  const [row] = await em.execute<{ pseudonym: string }[]>(
    'SELECT pseudonym FROM personal_data.pseudonyms WHERE purpose = ? AND value_hash = ?',
    [purpose, hash],
  );
  return row?.pseudonym;
}

/** Cuts the tie between a value and its pseudonyms, whatever their purpose. Resolves to how many there were. */
export async function dropPseudonyms(em: SqlEntityManager, hash: string): Promise<number> {
  const rows = await em.execute<unknown[]>(
    'DELETE FROM personal_data.pseudonyms WHERE value_hash = ? RETURNING purpose',
    [hash],
  );
  return rows.length;
}
