import type { ActivityEvent } from '@mercury/activity/contracts';
import type { RecordedEvent } from '@mercury/platform/event-store';
import { addToBasket, newestRecents, type Basket, type Recent } from '@mercury/recommendations/domain';

export type BasketKind = 'viewed' | 'bought';

const kinds: Readonly<Partial<Record<ActivityEvent['type'], BasketKind>>> = {
  'activity.product.viewed': 'viewed',
  'activity.cart.added': 'viewed',
  'activity.product.purchased': 'bought',
};

/** The event types that the read model is made of. */
export const talliedEvents = Object.keys(kinds);

export interface BasketRow {
  readonly basketId: string;
  readonly kind: BasketKind;
  readonly productIds: Basket;
}

interface Counts {
  viewed: number;
  bought: number;
}

/** What one page adds to the read model, folded in memory so that every row is written once. */
export class PageTally {
  private readonly baskets: Map<string, BasketRow>;
  private readonly grown = new Set<string>();
  private readonly products = new Map<string, Counts>();
  private readonly pairs = new Map<string, Map<string, Counts>>();
  private readonly recents = new Map<string, Recent[]>();

  /** `known` are the baskets of the page's sessions as they are in the table. */
  constructor(known: readonly BasketRow[]) {
    this.baskets = new Map(known.map((row) => [keyOf(row), row]));
  }

  /** A stream is a session or an order: its events come in order, and in one part. */
  add(event: RecordedEvent): void {
    const kind = kinds[event.type as ActivityEvent['type']];
    if (!kind) return;
    const { visitorId, productId, occurredAt } = event.data as {
      visitorId: string;
      productId: string;
      occurredAt: string;
    };
    const row = { basketId: event.streamId, kind };
    const { basket, partners } = addToBasket(this.baskets.get(keyOf(row))?.productIds ?? [], productId);
    if (partners) {
      this.baskets.set(keyOf(row), { ...row, productIds: basket });
      this.grown.add(keyOf(row));
      countsOf(this.products, productId)[kind] += 1;
      for (const partner of partners) this.pair(productId, partner, kind);
    }
    if (kind === 'viewed') this.remember(visitorId, [productId, occurredAt]);
  }

  get basketRows(): BasketRow[] {
    const rows = [...this.grown].flatMap((key) => this.baskets.get(key) ?? []);
    return sorted(rows, keyOf);
  }

  get productRows() {
    return sorted(
      [...this.products].map(([productId, counts]) => ({ productId, ...counts })),
      ({ productId }) => productId,
    );
  }

  /** Both directions, so that a product's neighbours lie together. */
  get pairRows() {
    const rows = [...this.pairs].flatMap(([productId, others]) =>
      [...others].map(([otherId, counts]) => ({ productId, otherId, ...counts })),
    );
    return sorted(rows, ({ productId, otherId }) => `${productId}\u0000${otherId}`);
  }

  get visitorRows() {
    const rows = [...this.recents].map(([visitorId, entries]) => ({ visitorId, recent: newestRecents(entries) }));
    return sorted(rows, ({ visitorId }) => visitorId);
  }

  private pair(a: string, b: string, kind: BasketKind): void {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const others = this.pairs.get(one) ?? new Map<string, Counts>();
      this.pairs.set(one, others);
      countsOf(others, other)[kind] += 1;
    }
  }

  private remember(visitorId: string, entry: Recent): void {
    const entries = this.recents.get(visitorId);
    if (entries) entries.push(entry);
    else this.recents.set(visitorId, [entry]);
  }
}

function keyOf({ basketId, kind }: Pick<BasketRow, 'basketId' | 'kind'>): string {
  return `${kind} ${basketId}`;
}

function countsOf(map: Map<string, Counts>, key: string): Counts {
  const counts = map.get(key) ?? { viewed: 0, bought: 0 };
  map.set(key, counts);
  return counts;
}

/** Every page locks its rows in one order, so that the shards, which are folded side by side, never wait in a circle. */
function sorted<Row>(rows: Row[], keyOfRow: (row: Row) => string): Row[] {
  return rows
    .map((row) => [keyOfRow(row), row] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, row]) => row);
}
