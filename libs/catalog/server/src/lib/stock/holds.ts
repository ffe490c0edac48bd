import type { SqlEntityManager } from '@mikro-orm/postgresql';

/** The variants that a hold covers, whatever has become of it. */
export async function variantsOfHold(em: SqlEntityManager, holdId: string): Promise<string[]> {
  const rows = await em
    .fork()
    .execute<{ variant_id: string }[]>('SELECT variant_id FROM catalog.holds WHERE hold_id = ? ORDER BY variant_id', [
      holdId,
    ]);
  return rows.map(({ variant_id }) => variant_id);
}

/** Holds whose time is over and that nobody has ended. */
export async function expiredHolds(em: SqlEntityManager, now: Date, limit: number): Promise<string[]> {
  const rows = await em
    .fork()
    .execute<{ hold_id: string }[]>(
      `SELECT hold_id FROM catalog.holds WHERE status = 'held' AND expires_at <= ? GROUP BY hold_id ORDER BY min(expires_at) LIMIT ?`,
      [now.toISOString(), limit],
    );
  return rows.map(({ hold_id }) => hold_id);
}
