import type { CsvRow } from '@mercury/platform/console';

export interface BasketLine {
  readonly itemId: string;
  readonly quantity: number;
}

/** What one customer bought at one time. */
export interface Basket {
  readonly sessionId: string;
  readonly customerId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly lines: readonly BasketLine[];
}

export interface BadLine {
  readonly line: number;
  readonly reason: string;
}

/** Columns that a file of baskets must have. */
export const BASKET_COLUMNS = ['session_id', 'item_id', 'ts', 'qty', 'customer_id'] as const;

/**
 * Rows as baskets in the order of their time. An item that a basket names more than once is one line with the sum. A row
 * that says too little is left out and named.
 */
export async function basketsOf(rows: AsyncIterable<CsvRow>): Promise<{ baskets: Basket[]; bad: BadLine[] }> {
  const bad: BadLine[] = [];
  const found = new Map<string, { customerId: string; at: number; lines: Map<string, number> }>();
  for await (const { line, values } of rows) {
    const problem = problemOf(values);
    if (problem) {
      bad.push({ line, reason: problem });
      continue;
    }
    const value = (name: (typeof BASKET_COLUMNS)[number]) => (values[name] ?? '').trim();
    const basket = found.get(value('session_id')) ?? { customerId: '', at: Number(value('ts')), lines: new Map() };
    found.set(value('session_id'), basket);
    // A customer whom the shop did not know is somebody of their own.
    basket.customerId ||= value('customer_id') || `guest-${value('session_id')}`;
    basket.at = Math.min(basket.at, Number(value('ts')));
    basket.lines.set(value('item_id'), (basket.lines.get(value('item_id')) ?? 0) + Number(value('qty')));
  }
  const baskets = [...found].map(([sessionId, { customerId, at, lines }]) => ({
    sessionId,
    customerId,
    at,
    lines: [...lines].map(([itemId, quantity]) => ({ itemId, quantity })),
  }));
  return { baskets: baskets.sort((a, b) => a.at - b.at), bad };
}

function problemOf(values: Readonly<Record<string, string>>): string | undefined {
  for (const column of ['session_id', 'item_id', 'ts', 'qty'] as const)
    if (!values[column]?.trim()) return `${column} is missing`;
  if (!Number.isSafeInteger(Number(values['ts']))) return `ts "${values['ts']}" is not a time in milliseconds`;
  const quantity = Number(values['qty']);
  if (!Number.isSafeInteger(quantity) || quantity < 1) return `qty "${values['qty']}" is not a number of units`;
  if (values['type'] && values['type'] !== 'purchase') return `type "${values['type']}" is not a purchase`;
  return undefined;
}
