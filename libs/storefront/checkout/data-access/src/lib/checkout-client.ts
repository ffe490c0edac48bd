import { HttpClient } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import type { OrderView, PayOrderDto, PlaceOrderDto, ShippingMethod } from '@mercury/orders/contracts';
import type { PaymentClientConfig } from '@mercury/payment/contracts';
import { withIntent } from '@mercury/storefront/shell/data-access';
import type { Observable } from 'rxjs';

/** The checkout's part of the HTTP API. */
@Service()
export class CheckoutClient {
  private readonly http = inject(HttpClient);

  shippingMethods(): Observable<ShippingMethod[]> {
    return this.http.get<ShippingMethod[]>('/api/shipping-methods');
  }

  paymentConfig(): Observable<PaymentClientConfig> {
    return this.http.get<PaymentClientConfig>('/api/payments/config');
  }

  placeOrder(order: PlaceOrderDto, key: string): Observable<OrderView> {
    return this.http.post<OrderView>('/api/orders', order, withIntent(key));
  }

  /** A payment method stands for one attempt, so it is also the attempt's key: sent twice, the card is charged once. */
  pay(orderId: string, paymentMethodId: string): Observable<OrderView> {
    const body: PayOrderDto = { paymentMethodId };
    return this.http.post<OrderView>(
      `/api/orders/${encodeURIComponent(orderId)}/payments`,
      body,
      withIntent(`pay-${paymentMethodId}`),
    );
  }
}
