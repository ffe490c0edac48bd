import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { StockEvent } from '@mercury/catalog/contracts';
import type { PlannedEvent } from '@mercury/platform/event-store';

/** Moves the stock rows in the transaction of the append, so that the next question sees the hold at once. */
export async function writeStock(em: SqlEntityManager, events: readonly PlannedEvent[]): Promise<void> {
  for (const event of events) await apply(em, event as unknown as StockEvent);
}

async function apply(em: SqlEntityManager, { type, data }: StockEvent): Promise<void> {
  switch (type) {
    case 'catalog.stock.received':
    case 'catalog.stock.returned':
      await em.execute(
        `INSERT INTO catalog.stock (variant_id, on_hand) VALUES (?, ?)
         ON CONFLICT (variant_id) DO UPDATE SET on_hand = stock.on_hand + excluded.on_hand`,
        [data.variantId, data.quantity],
      );
      return;
    case 'catalog.stock.held':
      await em.execute('UPDATE catalog.stock SET held = held + ? WHERE variant_id = ?', [
        data.quantity,
        data.variantId,
      ]);
      await em.execute('INSERT INTO catalog.holds (hold_id, variant_id, quantity, expires_at) VALUES (?, ?, ?, ?)', [
        data.holdId,
        data.variantId,
        data.quantity,
        data.expiresAt,
      ]);
      return;
    case 'catalog.stock.released':
      await em.execute('UPDATE catalog.stock SET held = held - ? WHERE variant_id = ?', [
        data.quantity,
        data.variantId,
      ]);
      await endHold(em, 'released', data);
      return;
    case 'catalog.stock.sold':
      await em.execute(
        'UPDATE catalog.stock SET held = held - ?, on_hand = on_hand - ?, sold = sold + ? WHERE variant_id = ?',
        [data.quantity, data.quantity, data.quantity, data.variantId],
      );
      await endHold(em, 'sold', data);
  }
}

async function endHold(
  em: SqlEntityManager,
  status: 'released' | 'sold',
  { holdId, variantId }: { holdId: string; variantId: string },
): Promise<void> {
  await em.execute('UPDATE catalog.holds SET status = ? WHERE hold_id = ? AND variant_id = ?', [
    status,
    holdId,
    variantId,
  ]);
}
