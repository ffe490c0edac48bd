import { randomUUID } from 'node:crypto';
import type { BehaviourDto } from '@mercury/activity/contracts';
import type { CartView, OrderView, ShippingMethod } from '@mercury/orders/contracts';
import type { PaymentClientConfig } from '@mercury/payment/contracts';
import type { ShopClient } from '../client/shop-client';
import type { Counts, Tally } from '../report/tally';
import type { TestCard } from './cards';
import { followOrder, type Outcome } from './follow-order';
import { answerChallenge, tokenise } from './pay';
import type { Person } from './person';

const BEACON_SIZE = 25;

/** What is seen or done, without what every behaviour has. */
export type Behaviour = Omit<BehaviourDto, 'id' | 'occurredAt'>;

const counted = {
  confirmed: 'confirmed',
  declined: 'declined',
  in_review: 'inReview',
  cancelled: 'cancelled',
  expired: 'expired',
  action_required: 'unsettled',
  unsettled: 'unsettled',
} as const satisfies Record<Outcome, keyof Counts>;

/** One visitor of the shop, as the public API knows them: the same cookies from visit to visit. */
export class Visitor {
  private sessionId = randomUUID();
  private untold: BehaviourDto[] = [];

  constructor(
    readonly person: Person,
    readonly client: ShopClient,
    private readonly tally: Tally,
  ) {
    tally.add('visitors');
  }

  /** A visit begins: what follows belongs to one session. */
  enter(): void {
    this.sessionId = randomUUID();
    this.untold = [];
    this.tally.add('sessions');
  }

  /** Notes what was seen or done; a page tells it to the shop a little later, several at once. */
  async note(behaviour: Behaviour): Promise<void> {
    this.untold.push({ ...behaviour, id: randomUUID(), occurredAt: new Date().toISOString() });
    if (this.untold.length >= BEACON_SIZE) await this.tell();
  }

  /** Sends the beacon that is due. */
  async tell(): Promise<void> {
    const events = this.untold.splice(0);
    if (events.length === 0) return;
    const sentAt = new Date().toISOString();
    await this.client.beacon({ batchId: randomUUID(), sessionId: this.sessionId, sentAt, events });
    this.tally.add('views', events.filter(({ kind }) => kind === 'product-viewed').length);
    this.tally.add('searches', events.filter(({ kind }) => kind === 'search-performed').length);
  }

  /** Puts units of a variant into the cart. */
  async add(productId: string, variantId: string, quantity: number): Promise<void> {
    await this.client.command<CartView>('POST', '/api/cart/lines', { variantId, quantity });
    this.tally.add('adds');
    this.tally.add('units', quantity);
    await this.note({ kind: 'cart-added', productId, variantId, quantity });
  }

  /** Places an order for the cart as it is. */
  async placeOrder(): Promise<OrderView> {
    await this.tell();
    const [method] = await this.client.get<ShippingMethod[]>('/api/shipping-methods');
    const order = await this.client.command<OrderView>('POST', '/api/orders', {
      email: this.person.email,
      shippingAddress: this.person.address,
      shippingMethod: method?.id ?? 'standard',
    });
    this.tally.add('placed');
    return order;
  }

  /** Pays an order with a card and follows it to the end of the attempt. `where` is for the report. */
  async pay(order: OrderView, card: TestCard, where: string): Promise<Outcome> {
    const config = await this.client.get<PaymentClientConfig>('/api/payments/config');
    const paymentMethodId = await tokenise(config, card, this.person.name, this.client);
    await this.client.command<OrderView>('POST', `/api/orders/${order.orderId}/payments`, { paymentMethodId });
    let followed = await followOrder(this.client, order.orderId);
    if (followed.outcome === 'action_required' && followed.order.nextActionUrl) {
      this.tally.add('challenged');
      await answerChallenge(followed.order.nextActionUrl, this.client);
      followed = await followOrder(this.client, order.orderId, { until: (outcome) => outcome !== 'action_required' });
    }
    this.count(followed.order, followed.outcome, where);
    return followed.outcome;
  }

  /** Gives an order up. */
  async cancel({ orderId, number }: OrderView, where: string): Promise<void> {
    await this.client.command('POST', `/api/orders/${orderId}/cancel`, { reason: 'by_customer' });
    this.tally.add('cancelled');
    this.tally.noteReason('given up by the shopper after the cards were declined', `${where}: order ${number}`);
  }

  /** Takes everything out of the cart, so that what could not be bought does not join the next basket. */
  async emptyCart(): Promise<void> {
    const { lines } = await this.client.get<CartView>('/api/cart');
    for (const { variant } of lines) await this.client.command('DELETE', `/api/cart/lines/${variant.variantId}`);
  }

  private count(order: OrderView, outcome: Outcome, where: string): void {
    this.tally.add(counted[outcome]);
    if (outcome === 'confirmed') this.tally.add('revenueMinor', order.totals.totalMinor);
    if (!['cancelled', 'expired', 'unsettled'].includes(counted[outcome])) return;
    const end = order.timeline.findLast(({ type }) => /cancelled|expired/.test(type));
    this.tally.noteReason(
      counted[outcome] === 'unsettled' ? `still ${order.status}` : [end?.title, end?.detail].filter(Boolean).join(': '),
      `${where}: order ${order.number}`,
    );
  }
}
