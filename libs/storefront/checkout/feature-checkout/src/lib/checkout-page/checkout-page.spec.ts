import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { provideEffects } from '@ngrx/effects';
import { provideStore, Store } from '@ngrx/store';
import type { CartView, ShippingMethod } from '@mercury/orders/contracts';
import { CartActions, provideCart } from '@mercury/storefront/cart/data-access';
import { CardTokens, provideCheckout } from '@mercury/storefront/checkout/data-access';
import { provideSession } from '@mercury/storefront/shell/data-access';
import { of } from 'rxjs';
import { CheckoutPage } from './checkout-page';

// Leaves time to a busy machine.
jest.setTimeout(30_000);

const methods: ShippingMethod[] = [
  { id: 'standard', title: 'Standard', detail: '2 to 4 days', priceMinor: 500, currency: 'EUR', freeFromMinor: 5_000 },
  { id: 'express', title: 'Express', detail: 'Tomorrow', priceMinor: 1_500, currency: 'EUR' },
];
const payment = { mode: 'emulator', publishableKey: 'pk_test', tokenUrl: 'http://pay.test' };
const variant = {
  variantId: 'v',
  productId: 'p',
  slug: 'sand-jacket',
  title: 'Sand jacket',
  brand: 'Norrland',
  sku: 'S',
  options: {},
  image: { id: 'jacket', alt: 'A jacket', color: '#d8c7a3' },
  priceMinor: 12_900,
  currency: 'EUR',
  available: 5,
  categoryPath: [],
};
const cart: CartView = {
  cartId: 'guest',
  version: 1,
  lines: [{ variant, quantity: 1, lineTotalMinor: 12_900 }],
  itemCount: 1,
  subtotalMinor: 12_900,
  currency: 'EUR',
};
const typed = {
  email: 'ada@example.com',
  address: {
    name: 'Ada Byrne',
    line1: '1 Quay',
    line2: '',
    postalCode: 'D01',
    city: 'Dublin',
    country: 'IE',
    phone: '',
  },
  shippingMethod: 'express',
};

describe('checkout page', () => {
  let http: HttpTestingController;
  let harness: RouterTestingHarness;
  let host: HTMLElement;

  async function open(url: string, has: CartView = cart) {
    TestBed.configureTestingModule({
      providers: [
        provideRouter(
          [
            { path: 'checkout', component: CheckoutPage },
            { path: 'orders/:id', children: [] },
          ],
          withComponentInputBinding(),
        ),
        provideStore(),
        provideEffects(),
        provideSession(),
        provideCart(),
        provideCheckout(),
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: CardTokens, useValue: { create: () => of('pm_1') } },
      ],
    });
    http = TestBed.inject(HttpTestingController);
    TestBed.inject(Store).dispatch(CartActions.loadRequested());
    harness = await RouterTestingHarness.create(url);
    host = harness.routeNativeElement as HTMLElement;
    http.expectOne('/api/shipping-methods').flush(methods);
    http.expectOne('/api/payments/config').flush(payment);
    for (const load of http.match('/api/cart')) load.flush(has);
    await harness.fixture.whenStable();
  }

  const open1 = () => host.querySelector('m-checkout-step[data-state=open] h2')?.textContent?.trim();
  const field = (label: string) => {
    const id = [...host.querySelectorAll('label')].find((each) => each.textContent?.trim().startsWith(label))?.htmlFor;
    return host.querySelector<HTMLInputElement>(`#${id}`);
  };
  const type = (label: string, value: string) => {
    const input = field(label);
    if (!input) throw new Error(`no field ${label}`);
    input.value = value;
    input.dispatchEvent(new Event('input'));
  };
  const send = async () => {
    host.querySelector<HTMLFormElement>('m-checkout-step form')?.requestSubmit();
    await harness.fixture.whenStable();
  };

  beforeEach(() => sessionStorage.clear());

  it('leads through three steps and shows what each came to', async () => {
    await open('/checkout');
    type('Email', typed.email);
    type('Full name', 'Ada Byrne');
    type('Street', '1 Quay');
    type('Postal code', 'D01');
    type('Town', 'Dublin');
    await send();
    expect(open1()).toContain('Shipping');
    expect(document.activeElement?.textContent).toContain('Shipping');
    host.querySelectorAll<HTMLInputElement>('input[type=radio]')[1]?.click();
    await send();
    expect(open1()).toContain('Payment');
    expect(host.textContent).toContain('Pay €144.00');
    expect(host.textContent).toContain('Ada Byrne, 1 Quay, D01 Dublin');
  });

  it('stops at the first step while it is not complete, and says what is missing', async () => {
    await open('/checkout?step=payment');
    expect(open1()).toContain('Contact and address');
    await send();
    expect(host.querySelector('[role=alert]')?.textContent).toContain('Enter your email address.');
    expect(field('Email')?.getAttribute('aria-invalid')).toBe('true');
  });

  it('knows after a reload what was typed, and of the card nothing', async () => {
    sessionStorage.setItem('mercury.checkout.draft', JSON.stringify(typed));
    await open('/checkout?step=payment');
    expect(open1()).toContain('Payment');
    type('Card number', '4242424242424242');
    await harness.fixture.whenStable();
    expect(JSON.stringify({ ...sessionStorage })).not.toContain('4242');
  });

  it('places the order with the total that was shown and goes to it', async () => {
    sessionStorage.setItem('mercury.checkout.draft', JSON.stringify(typed));
    await open('/checkout?step=payment');
    type('Name on the card', 'Ada Byrne');
    type('Card number', '4242424242424242');
    type('Expiry date', '12 / 30');
    type('Security code', '123');
    await send();
    const placing = http.expectOne({ method: 'POST', url: '/api/orders' });
    expect(placing.request.body).toMatchObject({ shippingMethod: 'express', expectedTotalMinor: 14_400 });
    placing.flush({ orderId: 'o-1' });
    await harness.fixture.whenStable();
    expect(TestBed.inject(Router).url).toBe('/orders/o-1');
  });

  it('says in words that part of the cart sold out meanwhile, and shows the cart as it is now', async () => {
    sessionStorage.setItem('mercury.checkout.draft', JSON.stringify(typed));
    await open('/checkout?step=payment');
    type('Name on the card', 'Ada Byrne');
    type('Card number', '4242424242424242');
    type('Expiry date', '12 / 30');
    type('Security code', '123');
    await send();
    http
      .expectOne({ method: 'POST', url: '/api/orders' })
      .flush({ code: 'catalog.sold_out', status: 409 }, { status: 409, statusText: 'Conflict' });
    const [line] = cart.lines;
    http
      .expectOne('/api/cart')
      .flush({ ...cart, version: 2, lines: [{ ...line, variant: { ...variant, available: 0 }, problem: 'sold_out' }] });
    await harness.fixture.whenStable();
    expect(host.querySelector('[role=alert]')?.textContent).toContain('Someone was faster');
    expect(host.querySelector('m-pay-panel')).toBeNull();
    expect(host.querySelector('a[href="/cart"]')).not.toBeNull();
  });

  it('has somewhere to go when the cart is empty', async () => {
    await open('/checkout', { ...cart, lines: [], itemCount: 0 });
    expect(host.textContent).toContain('Your cart is empty');
  });
});
