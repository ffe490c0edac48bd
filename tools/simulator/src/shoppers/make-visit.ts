import type { ProductCard, ProductDetail } from '@mercury/catalog/contracts';
import type { CartView, OrderView } from '@mercury/orders/contracts';
import type { RecommendedProduct } from '@mercury/recommendations/contracts';
import type { SearchAnswer } from '@mercury/search/contracts';
import type { TrendingShelf } from '@mercury/trending/contracts';
import { Refusal } from '../client/shop-error';
import type { Tally } from '../report/tally';
import { cardOf } from '../visit/cards';
import type { Visitor } from '../visit/visitor';
import type { Step } from './plan-visit';

const LIST_LENGTH = 60;

export interface VisitOptions {
  /** Waits between steps; resolves to false when the shop closes and the visit is to end. */
  readonly pause: (ms: number) => Promise<boolean>;
  readonly tally: Tally;
}

/** Carries out the plan of a visit through the public API: chooses within what the shop shows, and puts up with its answers. */
export class Visit {
  private list: readonly ProductCard[] = [];
  private listName = '';
  private dearestFirst = false;
  private current: ProductDetail | undefined;

  constructor(
    private readonly visitor: Visitor,
    private readonly options: VisitOptions,
  ) {}

  /** Never throws: what is refused or fails is in the tally. A refused step is skipped, a failed one ends the visit. */
  async make(plan: readonly Step[]): Promise<void> {
    const where = `shopper ${this.visitor.person.key}`;
    this.visitor.enter();
    for (const step of plan) {
      if (!(await this.options.pause(step.pauseMs))) break;
      try {
        await this.take(step, where);
      } catch (error) {
        if (!this.options.tally.note(error, `${where}, ${step.do}`)) return;
      }
    }
    await this.visitor.tell().catch((error: unknown) => this.options.tally.note(error, where));
  }

  private async take(step: Step, where: string): Promise<void> {
    switch (step.do) {
      case 'open-home':
        return this.openHome();
      case 'browse':
        return this.browse(step.category, step.brand, step.dearestFirst);
      case 'search':
        return this.search(step.query);
      case 'look':
        return this.open(Math.floor((this.dearestFirst ? 1 - step.at : step.at) * this.list.length));
      case 'follow-trend':
        return this.followTrend(step.rank);
      case 'follow-recommendation':
        return this.followRecommendation(step.at);
      case 'add':
        return this.add(step.quantity, step.variant);
      case 'buy':
        return this.buy(step, where);
      case 'abandon':
        return this.options.tally.add('abandoned');
    }
  }

  private async openHome(): Promise<void> {
    await this.followTrend(undefined);
    await this.visitor.client.get<RecommendedProduct[]>('/api/recommendations/for-you?limit=12');
  }

  private async browse(category: string, brandShare: number | undefined, dearestFirst: boolean): Promise<void> {
    const query = new URLSearchParams({ category, limit: String(LIST_LENGTH) });
    query.set('sort', dearestFirst ? 'price-desc' : 'price-asc');
    let answer = await this.visitor.client.get<SearchAnswer>(`/api/search?${query}`);
    const brands =
      answer.facets
        .find(({ key }) => key === 'brand')
        ?.values.map(({ value }) => value)
        .sort() ?? [];
    const brand = brandShare === undefined ? undefined : brands[Math.floor(brandShare * brands.length)];
    if (brand !== undefined) {
      query.append('brand', brand);
      answer = await this.visitor.client.get<SearchAnswer>(`/api/search?${query}`);
    }
    this.show(answer.items, 'category', dearestFirst);
  }

  private async search(text: string): Promise<void> {
    const query = new URLSearchParams({ q: text, limit: '24' });
    const answer = await this.visitor.client.get<SearchAnswer>(`/api/search?${query}`);
    this.show(answer.items, 'search');
    await this.visitor.note({ kind: 'search-performed', query: text, total: answer.total });
  }

  /** Opens the product at `rank`, the last one when there are fewer; without a rank the shelf is looked at only. */
  private async followTrend(rank: number | undefined): Promise<void> {
    const { items } = await this.visitor.client.get<TrendingShelf>('/api/trending?scope=all&limit=12');
    this.show(
      items.map(({ product }) => product),
      'trending',
    );
    if (rank !== undefined) await this.open(rank - 1);
  }

  private async followRecommendation(at: number): Promise<void> {
    if (!this.current) return;
    const path = `/api/recommendations/product/${this.current.productId}?limit=8`;
    const recommended = await this.visitor.client.get<RecommendedProduct[]>(path);
    this.show(
      recommended.map(({ product }) => product),
      'recommendations',
    );
    await this.open(Math.floor(at * recommended.length));
  }

  private show(list: readonly ProductCard[], name: string, dearestFirst = false): void {
    this.list = list;
    this.listName = name;
    this.dearestFirst = dearestFirst;
  }

  /** Clicks the product at this place of the list, the last one when the list is shorter, nothing when it is empty. */
  private async open(at: number): Promise<void> {
    const rank = Math.min(at, this.list.length - 1);
    const card = this.list[rank];
    this.current = undefined;
    if (!card) return;
    await this.visitor.note({ kind: 'product-clicked', productId: card.productId, list: this.listName, rank });
    this.current = await this.visitor.client.get<ProductDetail>(`/api/products/${encodeURIComponent(card.slug)}`);
    await this.visitor.note({ kind: 'product-viewed', productId: card.productId });
    await this.visitor.tell();
  }

  /** Adds what is open, if there is some of it: a shopper does not click a button that is grey. */
  private async add(quantity: number, variantShare: number): Promise<void> {
    const free = this.current?.variants.filter(({ available }) => available >= quantity) ?? [];
    const variant = free[Math.floor(variantShare * free.length)];
    if (this.current && variant) await this.visitor.add(this.current.productId, variant.variantId, quantity);
  }

  private async buy({ cards, cancels }: Extract<Step, { do: 'buy' }>, where: string): Promise<void> {
    // What was wanted may have been sold out: nobody goes to the checkout with nothing.
    if ((await this.visitor.client.get<CartView>('/api/cart')).lines.length === 0) return;
    let order: OrderView;
    try {
      order = await this.visitor.placeOrder();
    } catch (error) {
      // Something has gone since: next time with an empty cart.
      if (error instanceof Refusal) await this.visitor.emptyCart();
      throw error;
    }
    for (const { kind, holder } of cards) {
      const outcome = await this.visitor.pay(order, cardOf(kind, holder), where);
      if (outcome !== 'declined') return;
      if (!(await this.options.pause(1_000))) return;
    }
    if (cancels) await this.visitor.cancel(order, where);
  }
}
