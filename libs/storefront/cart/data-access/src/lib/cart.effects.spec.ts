import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Store, provideStore } from '@ngrx/store';
import { provideEffects } from '@ngrx/effects';
import { CartActions } from './cart.actions';
import { cartFeature } from './cart.feature';
import { provideCart } from './provide-cart';
import { QUANTITY_SETTLES_MS } from './quantity-settles';
import { aCart, aLine, jacket } from './testing/carts';

describe('cart effects', () => {
  let http: HttpTestingController;
  let store: Store;
  const quantities = () =>
    store
      .selectSignal(cartFeature.selectCartLines)()
      .map(({ quantity }) => quantity);
  const add = (quantity: number) => CartActions.addRequested({ variantId: 'v-jacket', quantity, product: jacket });

  beforeEach(() => {
    jest.useFakeTimers();
    TestBed.configureTestingModule({
      providers: [provideStore(), provideEffects(), provideCart(), provideHttpClient(), provideHttpClientTesting()],
    });
    store = TestBed.inject(Store);
    http = TestBed.inject(HttpTestingController);
  });

  afterEach(() => {
    http.verify();
    jest.useRealTimers();
  });

  it('sends wishes one after another, in their order', () => {
    store.dispatch(add(1));
    store.dispatch(add(2));
    const first = http.expectOne('/api/cart/lines');
    expect(first.request.body).toEqual({ variantId: 'v-jacket', quantity: 1 });
    expect(quantities()).toEqual([3]);
    first.flush(aCart([aLine(1)], 1));
    const second = http.expectOne('/api/cart/lines');
    expect(second.request.body).toEqual({ variantId: 'v-jacket', quantity: 2 });
    second.flush(aCart([aLine(3)], 2));
    expect(quantities()).toEqual([3]);
  });

  it('sends a quantity once the shopper has stopped clicking', () => {
    store.dispatch(CartActions.quantityChanged({ variantId: 'v-jacket', quantity: 2 }));
    jest.advanceTimersByTime(QUANTITY_SETTLES_MS - 1);
    store.dispatch(CartActions.quantityChanged({ variantId: 'v-jacket', quantity: 3 }));
    jest.advanceTimersByTime(QUANTITY_SETTLES_MS);
    const put = http.expectOne({ method: 'PUT', url: '/api/cart/lines/v-jacket' });
    expect(put.request.body).toEqual({ quantity: 3 });
    put.flush(aCart([aLine(3)], 1));
    expect(quantities()).toEqual([3]);
  });

  it('undoes what was refused and asks what is true now', () => {
    store.dispatch(add(5));
    http
      .expectOne('/api/cart/lines')
      .flush({ code: 'catalog.sold_out', detail: 'Only 2 are left.' }, { status: 409, statusText: 'Conflict' });
    expect(quantities()).toEqual([]);
    http.expectOne('/api/cart').flush(aCart([aLine(2)], 4));
    expect(quantities()).toEqual([2]);
    expect(store.selectSignal(cartFeature.selectFailures)()[0]?.message).toBe('Only 2 are left.');
  });
});
