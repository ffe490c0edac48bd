import type { Action } from '@ngrx/store';
import type { OrderStatus, OrderView } from '@mercury/orders/contracts';
import { OrderApiActions } from './order-api.actions';
import { OrderPageActions } from './order-page.actions';
import { orderFeature } from './order.feature';

const order = (status: OrderStatus, version: number, extra: Partial<OrderView> = {}) =>
  ({ orderId: 'o-1', status, version, ...extra }) as OrderView;
const run = (...actions: Action[]) =>
  actions.reduce(orderFeature.reducer, orderFeature.reducer(undefined, { type: 'start' }));
const bankUrl = (state: ReturnType<typeof run>) => orderFeature.selectBankUrl({ order: state });
const opened = OrderPageActions.opened({ orderId: 'o-1' });
const pay = OrderPageActions.payRequested({ orderId: 'o-1', paymentMethodId: 'pm_1' });
const challenged = OrderApiActions.received({
  order: order('action_required', 3, { nextActionUrl: 'https://bank.test' }),
});

describe('order page', () => {
  it('shows the newest version, whichever way it came', () => {
    const state = run(
      opened,
      OrderApiActions.received({ order: order('confirmed', 5) }),
      OrderApiActions.paymentStarted({ order: order('payment_processing', 2) }),
    );
    expect(state.order?.status).toBe('confirmed');
  });

  it('keeps another order out', () => {
    const state = run(opened, OrderApiActions.received({ order: { ...order('confirmed', 9), orderId: 'o-2' } }));
    expect(state.order).toBeNull();
  });

  it('keeps the payment that checkout started when its page opens', () => {
    expect(run(pay, opened)).toMatchObject({ busy: 'paying', followsToBank: true });
  });

  it('goes to the bank by itself once, and only for a payment that this page started', () => {
    expect(bankUrl(run(opened, challenged))).toBeUndefined();
    expect(bankUrl(run(opened, pay, challenged))).toBe('https://bank.test');
    expect(bankUrl(run(opened, pay, challenged, OrderPageActions.bankOpened()))).toBeUndefined();
  });

  it('says why a payment could not be started and lets it be tried again', () => {
    const state = run(opened, pay, OrderApiActions.paymentRefused({ orderId: 'o-1', message: 'The time is up.' }));
    expect(state).toMatchObject({ busy: 'no', refusal: 'The time is up.', followsToBank: false });
  });

  it('forgets the order when the page is left', () => {
    expect(run(opened, challenged, OrderPageActions.left()).order).toBeNull();
  });
});
