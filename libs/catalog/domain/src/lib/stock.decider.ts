import type { StockEvent } from '@mercury/catalog/contracts';
import { CatalogRefusal } from './catalog.refusal';
import { available, type StockState } from './stock';

/** Goods arrive. */
export function receiveStock(_: StockState, variantId: string, quantity: number, reason: string): StockEvent[] {
  checkQuantity(quantity);
  return [{ type: 'catalog.stock.received', data: { variantId, quantity, reason } }];
}

/** Sets units aside until `expiresAt`. A hold that is there already is not held twice; one that ended cannot come back. */
export function holdStock(
  state: StockState,
  command: { variantId: string; holdId: string; quantity: number; expiresAt: string },
): StockEvent[] {
  checkQuantity(command.quantity);
  const known = state.holds[command.holdId];
  if (known?.status === 'held' && known.quantity === command.quantity) return [];
  if (known) throw new CatalogRefusal('catalog.hold_gone', `Hold ${command.holdId} was used before`);
  if (available(state) < command.quantity) throw new CatalogRefusal('catalog.sold_out', 'Not enough units are free');
  const { variantId, holdId, quantity, expiresAt } = command;
  return [{ type: 'catalog.stock.held', data: { variantId, holdId, quantity, expiresAt } }];
}

/** Gives held units back. Releasing twice is once; what was sold cannot be released. */
export function releaseHold(state: StockState, variantId: string, holdId: string, reason: string): StockEvent[] {
  const hold = state.holds[holdId];
  if (!hold || hold.status === 'released') return [];
  if (hold.status === 'sold') throw new CatalogRefusal('catalog.hold_sold', `Hold ${holdId} was sold`);
  return [{ type: 'catalog.stock.released', data: { variantId, holdId, quantity: hold.quantity, reason } }];
}

/** Turns held units into sold ones. Twice is once; a released hold is gone, since its units may be another's by now. */
export function commitHold(state: StockState, variantId: string, holdId: string): StockEvent[] {
  const hold = state.holds[holdId];
  if (hold?.status === 'sold') return [];
  if (!hold || hold.status === 'released') throw new CatalogRefusal('catalog.hold_gone', `Hold ${holdId} is gone`);
  return [{ type: 'catalog.stock.sold', data: { variantId, holdId, quantity: hold.quantity } }];
}

/** Sold goods come back on the shelf, once for each order; never more than were sold. */
export function returnStock(state: StockState, variantId: string, orderId: string, quantity: number): StockEvent[] {
  checkQuantity(quantity);
  if (state.returnedOrders.includes(orderId)) return [];
  if (state.returned + quantity > state.sold)
    throw new CatalogRefusal('catalog.returned_too_many', 'More came back than was sold');
  return [{ type: 'catalog.stock.returned', data: { variantId, orderId, quantity } }];
}

function checkQuantity(quantity: number): void {
  if (!Number.isSafeInteger(quantity) || quantity < 1)
    throw new CatalogRefusal('catalog.quantity', 'A quantity is a whole number of at least 1');
}
