import type { StockEvent } from '@mercury/catalog/contracts';

export interface StockHold {
  readonly quantity: number;
  readonly expiresAt: string;
  readonly status: 'held' | 'released' | 'sold';
}

/** Stock of one variant. Always: received + returned = onHand + sold, and 0 ≤ held ≤ onHand. */
export interface StockState {
  readonly received: number;
  readonly onHand: number;
  readonly held: number;
  readonly sold: number;
  readonly returned: number;
  /** Ended holds stay, so that a late or repeated command is recognised. */
  readonly holds: Readonly<Record<string, StockHold>>;
  readonly returnedOrders: readonly string[];
}

/** Units free to be held now. */
export const available = ({ onHand, held }: Pick<StockState, 'onHand' | 'held'>): number => onHand - held;

/** How the events of `catalog.stock-<variantId>` fold. */
export const stockAggregate = {
  streamType: 'catalog.stock',
  initialState: (): StockState => ({
    received: 0,
    onHand: 0,
    held: 0,
    sold: 0,
    returned: 0,
    holds: {},
    returnedOrders: [],
  }),
  evolve(state: StockState, { type, data }: StockEvent): StockState {
    switch (type) {
      case 'catalog.stock.received':
        return { ...state, received: state.received + data.quantity, onHand: state.onHand + data.quantity };
      case 'catalog.stock.held':
        return {
          ...state,
          held: state.held + data.quantity,
          holds: {
            ...state.holds,
            [data.holdId]: { quantity: data.quantity, expiresAt: data.expiresAt, status: 'held' },
          },
        };
      case 'catalog.stock.released':
        return { ...ended(state, data.holdId, 'released'), held: state.held - data.quantity };
      case 'catalog.stock.sold':
        return {
          ...ended(state, data.holdId, 'sold'),
          held: state.held - data.quantity,
          onHand: state.onHand - data.quantity,
          sold: state.sold + data.quantity,
        };
      case 'catalog.stock.returned':
        return {
          ...state,
          onHand: state.onHand + data.quantity,
          returned: state.returned + data.quantity,
          returnedOrders: [...state.returnedOrders, data.orderId],
        };
    }
  },
};

function ended(state: StockState, holdId: string, status: 'released' | 'sold'): StockState {
  const hold = state.holds[holdId];
  return hold ? { ...state, holds: { ...state.holds, [holdId]: { ...hold, status } } } : state;
}
