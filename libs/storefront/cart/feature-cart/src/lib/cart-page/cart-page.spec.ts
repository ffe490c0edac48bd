import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { provideEffects } from '@ngrx/effects';
import { Store, provideStore } from '@ngrx/store';
import type { CartView } from '@mercury/orders/contracts';
import { CartActions, provideCart } from '@mercury/storefront/cart/data-access';
import { CartPage } from './cart-page';

// Leaves time to a busy machine.
jest.setTimeout(30_000);

const product = {
  productId: 'p-jacket',
  slug: 'sand-jacket',
  title: 'Sand jacket',
  brand: 'Norrland',
  options: { size: 'M' },
  image: { id: 'jacket', alt: 'A sand-coloured jacket', color: '#d8c7a3' },
  priceMinor: 12_900,
  currency: 'EUR',
  available: 2,
};

function cartOf(quantity: number, version: number): CartView {
  const variant = { ...product, variantId: 'v', sku: 'S', categoryPath: [] };
  const problem = quantity > product.available ? { problem: 'short' as const } : {};
  return {
    cartId: 'guest',
    version,
    itemCount: quantity,
    subtotalMinor: 12_900 * quantity,
    currency: 'EUR',
    lines: quantity === 0 ? [] : [{ variant, quantity, lineTotalMinor: 12_900 * quantity, ...problem }],
  };
}

describe('cart page', () => {
  let http: HttpTestingController;
  let store: Store;

  async function open(cart?: CartView) {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        provideStore(),
        provideEffects(),
        provideCart(),
        provideHttpClient(),
        provideHttpClientTesting(),
      ],
    });
    store = TestBed.inject(Store);
    http = TestBed.inject(HttpTestingController);
    store.dispatch(CartActions.loadRequested());
    const fixture = TestBed.createComponent(CartPage);
    fixture.detectChanges();
    const host = fixture.nativeElement as HTMLElement;
    if (cart) http.expectOne('/api/cart').flush(cart);
    fixture.detectChanges();
    const press = (name: string) => {
      [...host.querySelectorAll('button')]
        .find((each) => (each.getAttribute('aria-label') ?? each.textContent?.trim()) === name)
        ?.click();
      fixture.detectChanges();
    };
    return { host, press, fixture };
  }

  it('holds the place of the lines while they load', async () => {
    const { host } = await open();
    expect(host.querySelector('[aria-busy=true]')?.getAttribute('aria-label')).toBe('Your cart is loading');
  });

  it('has somewhere to go when it is empty', async () => {
    const { host } = await open(cartOf(0, 1));
    expect(host.textContent).toContain('Your cart is empty');
    expect(host.querySelector('a[href="/"]')?.textContent).toContain('Look around');
  });

  it('says what failed and tries again', async () => {
    const { host, press, fixture } = await open();
    http.expectOne('/api/cart').error(new ProgressEvent('error'));
    fixture.detectChanges();
    expect(host.querySelector('[role=alert]')?.textContent).toContain('Your cart did not load');
    press('Try again');
    http.expectOne('/api/cart').flush(cartOf(1, 1));
    fixture.detectChanges();
    expect(host.textContent).toContain('Sand jacket');
  });

  it('leads to the checkout, and not while a line asks for more than there is', async () => {
    const { host } = await open(cartOf(2, 1));
    expect(host.querySelector('a[href="/checkout"]')).not.toBeNull();
    TestBed.resetTestingModule();
    const short = await open(cartOf(3, 1));
    expect(short.host.querySelector('a[href="/checkout"]')).toBeNull();
    expect(short.host.textContent).toContain('One line needs a look');
  });

  it('takes a line out at once and puts it back when asked', async () => {
    const { host, press } = await open(cartOf(2, 1));
    press('Remove Sand jacket');
    expect(host.querySelector('m-cart-line')).toBeNull();
    http.expectOne({ method: 'DELETE', url: '/api/cart/lines/v' }).flush(cartOf(0, 2));
    press('Undo');
    expect(host.querySelector('m-cart-line')?.textContent).toContain('€258.00');
    expect(http.expectOne({ method: 'POST', url: '/api/cart/lines' }).request.body).toEqual({
      variantId: 'v',
      quantity: 2,
    });
  });

  it('puts a line back by itself when it could not be taken out, and says why', async () => {
    const { host, press, fixture } = await open(cartOf(2, 1));
    press('Remove Sand jacket');
    http
      .expectOne({ method: 'DELETE', url: '/api/cart/lines/v' })
      .flush({ code: 'orders.busy', detail: 'The shop is busy.' }, { status: 503, statusText: 'Unavailable' });
    fixture.detectChanges();
    expect(host.querySelector('m-cart-line [role=alert]')?.textContent).toContain('The shop is busy.');
  });
});
