import { HttpClient } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import type { AddCartLineDto, CartView, ChangeCartLineDto } from '@mercury/orders/contracts';
import { withIntent } from '@mercury/storefront/shell/data-access';
import type { Observable } from 'rxjs';
import type { CartIntent } from './cart.models';

/** The cart's part of the HTTP API. */
@Service()
export class CartClient {
  private readonly http = inject(HttpClient);

  load(): Observable<CartView> {
    return this.http.get<CartView>('/api/cart');
  }

  /** Sends one intent under its own key: sent twice, it happens once. */
  send(intent: CartIntent): Observable<CartView> {
    const options = withIntent(intent.key);
    const line = `/api/cart/lines/${encodeURIComponent(intent.variantId)}`;
    switch (intent.kind) {
      case 'add': {
        const body: AddCartLineDto = { variantId: intent.variantId, quantity: intent.quantity };
        return this.http.post<CartView>('/api/cart/lines', body, options);
      }
      case 'change': {
        const body: ChangeCartLineDto = { quantity: intent.quantity };
        return this.http.put<CartView>(line, body, options);
      }
      case 'remove':
        return this.http.delete<CartView>(line, options);
    }
  }
}
