import type { OrderEvent, OrderStatus } from '@mercury/orders/contracts';
import type { PostgresProjection } from '@mercury/platform/projections';

/** What one page says of one order; what it does not say is left as it is. */
interface Change {
  order_id: string;
  number?: string;
  status?: OrderStatus;
  placed_at?: string;
  confirmed_at?: string;
  ended_at?: string;
  end_reason?: string;
  currency?: string;
  total_minor?: number;
  tax_minor?: number;
  items?: number;
  country?: string;
  declines: number;
}

const columns =
  'order_id text, number text, status text, placed_at timestamptz, confirmed_at timestamptz, ended_at timestamptz, ' +
  'end_reason text, currency text, total_minor bigint, tax_minor bigint, items int, country text, declines int';

/** One row an order, for analysts: no name and no address. Replayable, unlike the list that pages read (which is inline). */
export const orderSummaryProjection: PostgresProjection = {
  name: 'orders-summary',
  version: 1,
  topics: ['commerce'],
  handles: [
    'orders.order.placed',
    'orders.order.payment-started',
    'orders.order.payment-action-required',
    'orders.order.payment-declined',
    'orders.order.payment-authorised',
    'orders.order.risk-assessed',
    'orders.order.confirmed',
    'orders.order.cancelled',
    'orders.order.expired',
  ],
  schema: 'orders',
  tables: {
    order_summary: (table) => [
      `CREATE TABLE ${table} (
        order_id text COLLATE "C" PRIMARY KEY, number text, status text NOT NULL, placed_at timestamptz,
        confirmed_at timestamptz, ended_at timestamptz, end_reason text, currency text, total_minor bigint,
        tax_minor bigint, items integer, country text, declines integer NOT NULL)`,
      `CREATE INDEX ON ${table} (placed_at)`,
    ],
  },
  async apply(page, tx) {
    const changes = new Map<string, Change>();
    for (const recorded of page) {
      const event = recorded as unknown as OrderEvent;
      const { orderId } = event.data;
      const known = changes.get(orderId) ?? { order_id: orderId, declines: 0 };
      changes.set(orderId, { ...known, ...changeBy(event, recorded.metadata.occurredAt, known) });
    }
    await tx.execute(
      `INSERT INTO ${tx.table('order_summary')} AS o
       SELECT * FROM jsonb_to_recordset(?::jsonb) AS r(${columns})
       ON CONFLICT (order_id) DO UPDATE SET ${[
         'number',
         'status',
         'placed_at',
         'confirmed_at',
         'ended_at',
         'end_reason',
         'currency',
         'total_minor',
         'tax_minor',
         'items',
         'country',
       ]
         .map((column) => `${column} = coalesce(excluded.${column}, o.${column})`)
         .join(', ')}, declines = o.declines + excluded.declines`,
      [JSON.stringify([...changes.values()])],
    );
  },
};

function changeBy(event: OrderEvent, at: string, { declines }: Change): Partial<Change> {
  switch (event.type) {
    case 'orders.order.placed': {
      const { number, totals, lines, shippingCountry } = event.data;
      return {
        number,
        status: 'awaiting_payment',
        placed_at: at,
        currency: totals.currency,
        total_minor: totals.totalMinor,
        tax_minor: totals.taxMinor,
        items: lines.reduce((sum, { quantity }) => sum + quantity, 0),
        country: shippingCountry,
      };
    }
    case 'orders.order.payment-started':
      return { status: 'payment_processing' };
    case 'orders.order.payment-action-required':
      return { status: 'action_required' };
    case 'orders.order.payment-declined':
      return { status: 'awaiting_payment', declines: declines + 1 };
    case 'orders.order.payment-authorised':
      return { status: 'checking' };
    case 'orders.order.risk-assessed':
      return { status: event.data.decision === 'review' ? 'in_review' : 'checking' };
    case 'orders.order.confirmed':
      return { status: 'confirmed', confirmed_at: at };
    case 'orders.order.cancelled':
      return { status: 'cancelled', ended_at: at, end_reason: event.data.reason };
    case 'orders.order.expired':
      return { status: 'expired', ended_at: at };
    default:
      return {};
  }
}
