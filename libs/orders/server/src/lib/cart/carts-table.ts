import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { CartEventLine } from '@mercury/orders/contracts';
import type { Loaded } from '@mercury/platform/event-store';
import type { CartState } from '@mercury/orders/domain';

/** A cart as its table knows it: exactly what its events fold to, at that version. */
export async function readCarts(em: SqlEntityManager, cartIds: readonly string[]): Promise<Loaded<CartState>[]> {
  const rows = await em
    .fork()
    .execute<{ cart_id: string; version: string; lines: CartEventLine[] }[]>(
      'SELECT cart_id, version, lines FROM orders.carts WHERE cart_id IN (SELECT jsonb_array_elements_text(?::jsonb))',
      [JSON.stringify(cartIds)],
    );
  const known = new Map(rows.map((row) => [row.cart_id, row]));
  return cartIds.map((id) => ({
    id,
    streamId: `orders.cart-${id}`,
    version: Number(known.get(id)?.version ?? 0),
    state: { lines: known.get(id)?.lines ?? [] },
  }));
}

/** Writes carts in the transaction of their append. In one order of ids, so that two merges cannot dead-lock. */
export async function writeCarts(em: SqlEntityManager, carts: readonly Loaded<CartState>[]): Promise<void> {
  const rows = [...carts]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, version, state }) => ({ cart_id: id, version, lines: state.lines }));
  await em.execute(
    `INSERT INTO orders.carts (cart_id, version, lines)
     SELECT * FROM jsonb_to_recordset(?::jsonb) AS r(cart_id text, version bigint, lines jsonb) ORDER BY cart_id
     ON CONFLICT (cart_id) DO UPDATE SET version = excluded.version, lines = excluded.lines`,
    [JSON.stringify(rows)],
  );
}
