import { HttpClient } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import type { OrderListItem, OrderView } from '@mercury/orders/contracts';
import { withIntent } from '@mercury/storefront/shell/data-access';
import type { Observable } from 'rxjs';

/** One page of the list of orders. */
export interface OrderPage {
  readonly items: readonly OrderListItem[];
  readonly nextCursor: string | null;
}

/** The orders' part of the HTTP API. */
@Service()
export class OrdersClient {
  private readonly http = inject(HttpClient);

  get(orderId: string): Observable<OrderView> {
    return this.http.get<OrderView>(`/api/orders/${encodeURIComponent(orderId)}`);
  }

  list(cursor: string | null, limit = 10): Observable<OrderPage> {
    return this.http.get<OrderPage>('/api/orders', { params: { limit, ...(cursor && { cursor }) } });
  }

  cancel(orderId: string, key: string): Observable<OrderView> {
    return this.http.post<OrderView>(`/api/orders/${encodeURIComponent(orderId)}/cancel`, {}, withIntent(key));
  }
}
