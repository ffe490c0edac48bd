import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { provideEffects } from '@ngrx/effects';
import { Store, provideStore } from '@ngrx/store';
import { CheckoutPageActions } from './checkout-page.actions';
import { CheckoutStorage } from './checkout-storage';
import { checkoutFeature } from './checkout.feature';
import { provideCheckout } from './provide-checkout';
import { anOrder, anOrderRequest } from './testing/orders';

const submit = (key: string, order = anOrderRequest) =>
  CheckoutPageActions.orderSubmitted({ order, paymentMethodId: 'pm_1', key });

describe('placing an order', () => {
  let http: HttpTestingController;
  let store: Store;
  const problem = () => store.selectSignal(checkoutFeature.selectProblem)();
  const placing = () => {
    const call = http.expectOne({ method: 'POST', url: '/api/orders' });
    // The intent is the one thing in the request's context.
    const key = [...call.request.context.keys()].map((token) => call.request.context.get(token))[0];
    return { call, key };
  };

  beforeEach(() => {
    sessionStorage.clear();
    TestBed.configureTestingModule({
      providers: [
        provideStore(),
        provideEffects(),
        provideCheckout(),
        provideHttpClient(),
        provideHttpClientTesting(),
        // A placed order opens its own page.
        provideRouter([{ path: '**', children: [] }]),
      ],
    });
    store = TestBed.inject(Store);
    http = TestBed.inject(HttpTestingController);
  });

  afterEach(() => http.verify());

  it('happens once, however often the button is pressed', () => {
    store.dispatch(submit('k1'));
    store.dispatch(submit('k2'));
    const { call, key } = placing();
    expect(key).toBe('k1');
    call.flush(anOrder());
    expect(store.selectSignal(checkoutFeature.selectPlacing)()).toBe(false);
  });

  it('is tried again under the same key when the answer was lost, also after a reload', () => {
    store.dispatch(submit('k1'));
    placing().call.error(new ProgressEvent('error'));
    expect(problem()?.kind).toBe('unknown');
    expect(TestBed.inject(CheckoutStorage).placement()).toEqual({ key: 'k1', order: anOrderRequest });
    store.dispatch(submit('k2'));
    expect(placing().key).toBe('k1');
  });

  it('is a new wish once the server has refused it', () => {
    store.dispatch(submit('k1'));
    placing().call.flush({ code: 'catalog.sold_out', status: 409 }, { status: 409, statusText: 'Conflict' });
    expect(problem()).toMatchObject({ kind: 'sold_out', message: expect.stringContaining('Nothing was ordered') });
    expect(TestBed.inject(CheckoutStorage).placement()).toBeNull();
    store.dispatch(submit('k2'));
    expect(placing().key).toBe('k2');
  });

  it('is a new wish when the shopper changed the order', () => {
    store.dispatch(submit('k1'));
    placing().call.error(new ProgressEvent('error'));
    store.dispatch(submit('k2', { ...anOrderRequest, shippingMethod: 'express' }));
    expect(placing().key).toBe('k2');
  });

  it('shows a changed total in words', () => {
    store.dispatch(submit('k1'));
    placing().call.flush({ code: 'orders.total_changed', status: 409 }, { status: 409, statusText: 'Conflict' });
    expect(problem()).toMatchObject({ kind: 'total_changed', message: expect.stringContaining('new total') });
  });
});
