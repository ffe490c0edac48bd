import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import type { OrderEvent } from '@mercury/orders/contracts';
import { Metrics } from '@mercury/platform/observability';

/** Orders for dashboards and alerts: what happened here, what was earned, and what stands still. */
@Injectable()
export class OrdersMetrics {
  private readonly events: Counter;
  private readonly revenue: Counter;

  constructor(registry: Metrics, em: EntityManager) {
    const registers = [registry];
    this.events = new Counter({
      name: 'mercury_order_events_total',
      help: 'Steps of orders appended by this process; `reason` says why an order was cancelled',
      labelNames: ['step', 'reason'],
      registers,
    });
    this.revenue = new Counter({
      name: 'mercury_order_revenue_minor_total',
      help: 'Totals of orders confirmed by this process, in minor units',
      labelNames: ['currency'],
      registers,
    });
    const stalled: Gauge = new Gauge({
      name: 'mercury_orders_stalled',
      help: 'Checkouts whose next step was tried again by the sweeper and still has not happened',
      registers,
      collect: async () => {
        const [row] = await em
          .fork()
          .execute<{ stalled: string }[]>(
            'SELECT count(*) AS stalled FROM orders.order_list WHERE next_step IS NOT NULL AND resumes > 0',
          );
        stalled.set(Number(row?.stalled ?? 0));
      },
    });
  }

  /** Counts what was appended just now. */
  note(events: readonly OrderEvent[]): void {
    for (const { type, data } of events) {
      const reason = type === 'orders.order.cancelled' ? data.reason : '';
      this.events.inc({ step: type.slice('orders.order.'.length), reason });
      if (type === 'orders.order.confirmed') this.revenue.inc({ currency: data.currency }, data.amountMinor);
    }
  }
}
