import type { CardKind } from '../visit/cards';
import { Random } from './random';
import type { Shelf, Shopper } from './shopper';

/** One step of a visit. Shares (0 to 1) say where in a list that the shop shows; the list itself is the shop's. */
export type Step = { readonly pauseMs: number } & (
  | { readonly do: 'open-home' }
  | {
      readonly do: 'browse';
      readonly category: string;
      readonly brand: number | undefined;
      readonly dearestFirst: boolean;
    }
  | { readonly do: 'search'; readonly query: string }
  /** Opens the product at this share of the list by price, near the shopper's purse. */
  | { readonly do: 'look'; readonly at: number }
  /** Opens the product at this place of what is trending. */
  | { readonly do: 'follow-trend'; readonly rank: number }
  /** Opens one of the products recommended with the one just seen. */
  | { readonly do: 'follow-recommendation'; readonly at: number }
  | { readonly do: 'add'; readonly quantity: number; readonly variant: number }
  /** Orders what is in the cart and tries these cards until one is taken; else cancels the order, or leaves it to expire. */
  | { readonly do: 'buy'; readonly cards: readonly PlannedCard[]; readonly cancels: boolean }
  /** Walks away from a cart that is not empty. */
  | { readonly do: 'abandon' }
);

export interface PlannedCard {
  readonly kind: CardKind;
  readonly holder: string;
}

/** Visit `visit` of a shopper: the same for the same seed, whatever the shop answers. */
export function planVisit(shopper: Shopper, visit: number, shelves: readonly Shelf[]): Step[] {
  const random = new Random(shopper.key, 'visit', visit);
  if (shelves.length === 0) return [];
  return shopper.habit === 'fraudster' ? fraud(shopper, visit, shelves, random) : stroll(shopper, shelves, random);
}

function stroll(shopper: Shopper, shelves: readonly Shelf[], random: Random): Step[] {
  const steps: Step[] = [{ do: 'open-home', pauseMs: think(random) }];
  let inCart = 0;
  for (let looks = random.whole(1, shopper.habit === 'ditherer' ? 9 : 5); looks > 0; looks -= 1) {
    steps.push(...wayToProduct(shopper, shelves, random));
    if (!random.chance(wantsIt(shopper))) continue;
    inCart += 1;
    steps.push({
      do: 'add',
      quantity: random.chance(0.8) ? 1 : random.whole(2, 4),
      variant: random.share(),
      pauseMs: think(random),
    });
  }
  if (inCart === 0) return steps;
  const leaves = shopper.habit === 'ditherer' ? 0.75 : 0.25;
  if (random.chance(leaves)) return [...steps, { do: 'abandon', pauseMs: 0 }];
  return [
    ...steps,
    { do: 'buy', cards: cardsOf(shopper, random), cancels: random.chance(0.5), pauseMs: 2 * think(random) },
  ];
}

/** Three to six dear orders one after the other, each with another card. */
function fraud(shopper: Shopper, visit: number, shelves: readonly Shelf[], random: Random): Step[] {
  return Array.from({ length: random.whole(3, 6) }).flatMap((_, order): Step[] => [
    {
      do: 'browse',
      category: favourite(shopper, shelves, random).slug,
      brand: undefined,
      dearestFirst: true,
      pauseMs: 200,
    },
    { do: 'look', at: 0.9 + random.share() * 0.1, pauseMs: 200 },
    { do: 'add', quantity: random.whole(3, 6), variant: random.share(), pauseMs: 100 },
    { do: 'buy', cards: [{ kind: 'good', holder: `${shopper.key}-${visit}-${order}` }], cancels: false, pauseMs: 100 },
  ]);
}

function wayToProduct(shopper: Shopper, shelves: readonly Shelf[], random: Random): Step[] {
  const look = (): Step => ({ do: 'look', at: nearPurse(shopper, random), pauseMs: think(random) });
  if (shopper.habit === 'follower' && random.chance(0.7))
    return [{ do: 'follow-trend', rank: 1 + Math.floor(random.share() ** 2 * 12), pauseMs: think(random) }];
  if (random.chance(0.2)) return [{ do: 'follow-recommendation', at: random.share() ** 2, pauseMs: think(random) }];
  const shelf = favourite(shopper, shelves, random);
  if (random.chance(shopper.habit === 'searcher' ? 0.8 : 0.15))
    return [{ do: 'search', query: queryFor(shelf, random), pauseMs: think(random) }, look()];
  return [
    {
      do: 'browse',
      category: shelf.slug,
      brand: shopper.brand,
      dearestFirst: shopper.purse > 0.5,
      pauseMs: think(random),
    },
    look(),
  ];
}

function cardsOf(shopper: Shopper, random: Random): PlannedCard[] {
  const good: PlannedCard = { kind: 'good', holder: shopper.key };
  if (shopper.habit === 'careful') return [{ kind: 'challenge', holder: shopper.key }];
  if (shopper.habit !== 'bad-card' && random.chance(0.97)) return [good];
  const bad = random.pick<CardKind>(['declined', 'no-funds', 'expired']);
  // Some give up after the first refusal.
  return [{ kind: bad, holder: shopper.key }, ...(random.chance(0.7) ? [good] : [])];
}

const favourite = (shopper: Shopper, shelves: readonly Shelf[], random: Random): Shelf => {
  const liked = shelves.filter(({ slug }) => shopper.tastes.has(slug));
  return liked.length > 0 ? random.pick(liked, ({ slug }) => shopper.tastes.get(slug) ?? 0) : random.pick(shelves);
};

const wantsIt = ({ habit }: Shopper): number => (habit === 'ditherer' ? 0.45 : 0.3);
const think = (random: Random): number => Math.round(300 + random.interval(900));
const nearPurse = ({ purse }: Shopper, random: Random): number =>
  Math.min(Math.max(purse + (random.share() - 0.5) * 0.5, 0), 1);

/** The shelf's title in lower case, one word of it at times, and misspelt now and then. */
function queryFor({ title }: Shelf, random: Random): string {
  const words = title
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2 && word !== 'and');
  const query = words.length > 1 && random.chance(0.4) ? random.pick(words) : words.join(' ');
  if (query.length < 5 || !random.chance(0.12)) return query || title;
  const at = random.whole(1, query.length - 3);
  return query.slice(0, at) + query.charAt(at + 1) + query.charAt(at) + query.slice(at + 2);
}
