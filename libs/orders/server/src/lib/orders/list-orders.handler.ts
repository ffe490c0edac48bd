import { EntityManager } from '@mikro-orm/postgresql';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { OrderLine, OrderListItem, OrdersRpc, OrderStatus, OrderTotals } from '@mercury/orders/contracts';
import { decodeCursor, encodeCursor } from './list-cursor';
import { ListOrders } from './list-orders.query';
import { ownerKeysOf } from './owner';

const MOST = 100;

interface Row {
  readonly order_id: string;
  readonly number: string;
  readonly status: OrderStatus;
  readonly placed_at: Date | string;
  readonly totals: OrderTotals;
  readonly item_count: number;
  readonly first_line: OrderLine;
}

/** Newest first, by keyset: a page costs the same however far down the list it is. */
@QueryHandler(ListOrders)
export class ListOrdersHandler implements IQueryHandler<ListOrders> {
  constructor(private readonly em: EntityManager) {}

  async execute({ request }: ListOrders): Promise<OrdersRpc['orders.list-orders']['response']> {
    const limit = Math.min(Math.max(Math.trunc(request.limit ?? 20), 1), MOST);
    const rows = await this.em.fork().execute<Row[]>(...statement(request, limit + 1));
    const items = rows.slice(0, limit).map(toItem);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor(last) : null };
  }
}

function statement(
  { owner, status, cursor }: OrdersRpc['orders.list-orders']['request'],
  limit: number,
): [sql: string, params: unknown[]] {
  const where: string[] = [];
  const params: unknown[] = [];
  if (!owner.staff) {
    const keys = ownerKeysOf(owner);
    where.push(`owner_key IN (${keys.map(() => '?').join(', ')})`);
    params.push(...keys);
  }
  if (status) {
    where.push('status = ?');
    params.push(status);
  }
  if (cursor) {
    const { placedAt, orderId } = decodeCursor(cursor);
    where.push('(placed_at, order_id) < (?::timestamptz, ?)');
    params.push(placedAt, orderId);
  }
  const filter = where.length > 0 ? `WHERE ${where.join(' AND ')}` : '';
  const sql = `SELECT order_id, number, status, placed_at, totals, item_count, first_line FROM orders.order_list
    ${filter} ORDER BY placed_at DESC, order_id DESC LIMIT ?`;
  return [sql, [...params, limit]];
}

function toItem(row: Row): OrderListItem {
  return {
    orderId: row.order_id,
    number: row.number,
    status: row.status,
    placedAt: new Date(row.placed_at).toISOString(),
    totals: row.totals,
    itemCount: row.item_count,
    firstLine: row.first_line,
  };
}
