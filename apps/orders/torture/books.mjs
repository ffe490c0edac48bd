// The books of three parties, compared: what Stripe took, what orders sold, what the catalogue gave.
import { deepStrictEqual, strictEqual } from 'node:assert';
import { setTimeout as delay } from 'node:timers/promises';
import Stripe from 'stripe';

/** Every payment intent that the emulator knows. */
export async function intents(base) {
  const { hostname, port } = new URL(base);
  const stripe = new Stripe('sk_test_emulator', { host: hostname, port, protocol: 'http', telemetry: false });
  const all = [];
  for await (const intent of stripe.paymentIntents.list({ limit: 100 })) all.push(intent);
  return all;
}

/** Waits until no order has anything left to do but to wait for its buyer. */
export async function settled({ sql }, timeoutMs) {
  for (const end = Date.now() + timeoutMs; ; await delay(200)) {
    const { rows } = await sql.query(
      `SELECT order_id, status, next_step FROM orders.order_list WHERE next_step IS NOT NULL`,
    );
    if (rows.length === 0) return;
    if (Date.now() > end) throw new Error(`orders stand still: ${JSON.stringify(rows.slice(0, 5))}`);
  }
}

/** Money, orders and goods agree, to the cent and to the unit. Resolves to the figures. */
export async function balanced({ sql, stripe }, delivered) {
  const { rows: orders } = await sql.query(
    `SELECT l.order_id, l.status, (l.totals ->> 'totalMinor')::int AS total, l.item_count AS items,
            (SELECT count(*)::int FROM es.events e WHERE e.stream_id = 'orders.order-' || l.order_id AND e.type = 'orders.order.confirmed') AS confirmations
       FROM orders.order_list l`,
  );
  const confirmed = orders.filter(({ status }) => status === 'confirmed');
  deepStrictEqual(
    orders.map(({ confirmations }) => confirmations),
    orders.map(({ status }) => (status === 'confirmed' ? 1 : 0)),
    'an order is confirmed once or not at all',
  );
  const known = await intents(stripe);
  const captured = known.filter(({ status }) => status === 'succeeded');
  const byOrder = (rows, amount) => rows.map((row) => `${row.metadata?.orderId ?? row.order_id} ${row[amount]}`).sort();
  deepStrictEqual(byOrder(captured, 'amount_received'), byOrder(confirmed, 'total'), 'money taken = orders confirmed');
  const open = known.filter(({ status }) => status === 'requires_capture');
  deepStrictEqual(open, [], 'no money is left set aside');
  const units = (rows) => rows.reduce((sum, { items }) => sum + items, 0);
  const waiting = orders.filter(({ status }) => ['awaiting_payment', 'action_required', 'in_review'].includes(status));
  const { rows } = await sql.query('SELECT sum(on_hand)::int AS on_hand, sum(held)::int AS held FROM catalog.stock');
  strictEqual(rows[0].on_hand, delivered - units(confirmed), 'goods gone = goods sold');
  strictEqual(rows[0].held, units(waiting), 'goods held = goods of orders that wait');
  const figures = {};
  for (const { status } of orders) figures[status] = (figures[status] ?? 0) + 1;
  return { ...figures, captured: captured.length };
}
