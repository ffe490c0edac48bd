import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { provideEffects } from '@ngrx/effects';
import { provideStore, Store } from '@ngrx/store';
import type { OrderStatus, OrderView } from '@mercury/orders/contracts';
import { OrderApiActions, orderFeature, provideOrders } from '@mercury/storefront/account/data-access';
import { CardTokens } from '@mercury/storefront/checkout/data-access';
import { of } from 'rxjs';
import { OrderPage } from './order-page';

// Leaves time to a busy machine.
jest.setTimeout(30_000);

const anOrder = (status: OrderStatus, version: number, extra: Partial<OrderView> = {}): OrderView => ({
  orderId: 'o-1',
  number: 'M-7F3K2Q',
  version,
  status,
  placedAt: '2026-11-24T10:00:00.000Z',
  email: 'ada@example.com',
  shippingAddress: { name: 'Ada Byrne', line1: '1 Quay', city: 'Dublin', postalCode: 'D01', country: 'IE' },
  shippingMethod: { id: 'standard', title: 'Standard', detail: '2–4 days', priceMinor: 500, currency: 'EUR' },
  lines: [],
  totals: { currency: 'EUR', itemsMinor: 12_900, shippingMinor: 500, taxMinor: 2_506, totalMinor: 13_400 },
  holdExpiresAt: '2099-11-24T10:15:00.000Z',
  timeline: [
    { at: '2026-11-24T10:00:00.000Z', type: 'orders.order.placed', title: 'Order placed' },
    { at: '2026-11-24T10:00:05.000Z', type: 'orders.order.payment-started', title: 'Payment started' },
  ],
  ...extra,
});

class SilentSource {
  readonly readyState = 1;
  readonly addEventListener = () => undefined;
  readonly close = () => undefined;
}

describe('order page', () => {
  let host: HTMLElement;
  let http: HttpTestingController;
  let show: (order: OrderView) => Promise<void>;

  beforeEach(async () => {
    Object.assign(globalThis, { EventSource: SilentSource });
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        provideStore(),
        provideEffects(),
        provideOrders(),
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: CardTokens, useValue: { create: () => of('pm_2') } },
      ],
    });
    http = TestBed.inject(HttpTestingController);
    const fixture = TestBed.createComponent(OrderPage);
    fixture.componentRef.setInput('orderId', 'o-1');
    host = fixture.nativeElement as HTMLElement;
    document.body.append(host);
    await fixture.whenStable();
    show = async (order) => {
      TestBed.inject(Store).dispatch(OrderApiActions.received({ order }));
      await fixture.whenStable();
      for (const load of http.match('/api/payments/config'))
        load.flush({ mode: 'emulator', publishableKey: 'pk', tokenUrl: 'http://pay.test' });
      await fixture.whenStable();
    };
  });

  const headline = () => host.querySelector('h1')?.textContent?.trim();
  const press = (name: string) =>
    [...host.querySelectorAll('button')].find((each) => each.textContent?.trim() === name)?.click();
  const type = (label: string, value: string) => {
    const id = [...host.querySelectorAll('label')].find((each) => each.textContent?.trim() === label)?.htmlFor;
    const input = host.querySelector<HTMLInputElement>(`#${id}`);
    if (!input) throw new Error(`no field ${label}`);
    input.value = value;
    input.dispatchEvent(new Event('input'));
  };

  it('holds its place while the order loads', () => {
    expect(host.querySelector('[aria-busy=true]')?.getAttribute('aria-label')).toBe('The order is loading');
  });

  it('follows the order as it changes, and shows its events, the newest first', async () => {
    await show(anOrder('payment_processing', 2));
    expect(headline()).toBe('We are asking your bank');
    expect([...host.querySelectorAll('m-order-timeline li p:first-child')].map((each) => each.textContent)).toEqual([
      'Payment started',
      'Order placed',
    ]);
    await show(anOrder('confirmed', 5));
    expect(headline()).toBe('Thank you, Ada. Your order is confirmed');
  });

  it('takes another card on the same order after a decline, with nothing else to type', async () => {
    await show(anOrder('awaiting_payment', 3, { lastDecline: 'Your card was declined.' }));
    expect(headline()).toBe('Your card was declined');
    expect(host.textContent).toContain('Held for');
    type('Name on the card', 'Ada Byrne');
    type('Card number', '4242424242424242');
    type('Expiry date', '12 / 30');
    type('Security code', '123');
    host.querySelector('form')?.requestSubmit();
    const paying = http.expectOne({ method: 'POST', url: '/api/orders/o-1/payments' });
    expect(paying.request.body).toEqual({ paymentMethodId: 'pm_2' });
  });

  it('shows an order whose buyer was forgotten, and says that the address was removed', async () => {
    await show(anOrder('confirmed', 5, { email: null, shippingAddress: null }));
    expect(headline()).toBe('Thank you. Your order is confirmed');
    expect(host.querySelector('[aria-labelledby=ship-to]')?.textContent).toContain('Removed at your request');
    await show(anOrder('awaiting_payment', 6, { email: null, shippingAddress: null }));
    expect(headline()).toBe('Your order is waiting for its payment');
  });

  it('asks before it cancels', async () => {
    await show(anOrder('awaiting_payment', 1));
    press('Cancel the order');
    await show(anOrder('awaiting_payment', 1));
    http.expectNone('/api/orders/o-1/cancel');
    press('Yes, cancel');
    http.expectOne({ method: 'POST', url: '/api/orders/o-1/cancel' }).flush(anOrder('cancelled', 2));
    await show(anOrder('cancelled', 2));
    expect(headline()).toBe('This order was cancelled');
  });

  it('says honestly that a person looks at it, and that nothing was charged', async () => {
    await show(anOrder('in_review', 6));
    expect(headline()).toBe('We are checking this order');
    expect(host.textContent).toContain('Nothing has been charged so far');
  });

  it('offers the way to the bank, but does not go there by itself when it was opened anew', async () => {
    await show(anOrder('action_required', 4, { nextActionUrl: 'https://bank.test/3ds' }));
    expect([...host.querySelectorAll('button')].some((each) => each.textContent?.includes('Go to your bank'))).toBe(
      true,
    );
    expect(TestBed.inject(Store).selectSignal(orderFeature.selectFollowsToBank)()).toBe(false);
  });

  it('tells a stranger how to see an order', async () => {
    TestBed.inject(Store).dispatch(OrderApiActions.loadFailed({ message: 'Not found', missing: true }));
    TestBed.tick();
    expect(headline()).toBe('This order is not to be found');
    expect(host.querySelector('a[href^="/login?returnTo"]')).not.toBeNull();
  });
});
