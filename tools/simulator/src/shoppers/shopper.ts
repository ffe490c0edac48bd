import type { CategoryNode } from '@mercury/catalog/contracts';
import { Random } from './random';

/** What a shopper is like. Fraudsters buy dear things in quick succession with card after card. */
export const habits = ['browser', 'searcher', 'follower', 'ditherer', 'bad-card', 'careful', 'fraudster'] as const;
export type Habit = (typeof habits)[number];

/** How many of a hundred shoppers are like this. */
const commonness: Readonly<Record<Habit, number>> = {
  browser: 29,
  searcher: 22,
  follower: 16,
  ditherer: 12,
  'bad-card': 8,
  careful: 7,
  fraudster: 6,
};
/** Steps of this size around a circle spread as evenly as can be: of twenty shoppers, too, each habit has its share. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** A category as a shopper chooses among them. */
export interface Shelf {
  readonly slug: string;
  readonly title: string;
  /** The category at the top that it belongs to; itself when it is one. */
  readonly top: string;
  readonly productCount: number;
}

/** An invented shopper: habits and tastes are fixed by the seed, whatever happens later. */
export interface Shopper {
  readonly key: string;
  readonly habit: Habit;
  /** How much each shelf draws them; what is missing does not. */
  readonly tastes: ReadonlyMap<string, number>;
  /** Where in a list by price they look: 0 the cheapest, 1 the dearest. */
  readonly purse: number;
  /** Which of the brands of a shelf they like, as a share of the list of brands; undefined: any. */
  readonly brand: number | undefined;
}

/** All shelves of the shop that hold something, from its category tree. */
export function shelvesOf(tree: readonly CategoryNode[], top?: string): Shelf[] {
  return tree.flatMap(({ slug, title, productCount, children }) => {
    const below = shelvesOf(children, top ?? slug);
    const own = productCount > 0 ? [{ slug, title, top: top ?? slug, productCount }] : [];
    return below.length > 0 ? below : own;
  });
}

/** Shopper `number` of a seed. Each has one or two favourite departments and a liking for a few shelves of them. */
export function shopperOf(seed: string, number: number, shelves: readonly Shelf[]): Shopper {
  const random = new Random(seed, 'shopper', number);
  const habit = habitAt((new Random(seed, 'habits').share() + number * GOLDEN) % 1);
  const tops = [...new Set(shelves.map(({ top }) => top))].sort();
  const favourites = new Set(tops.length === 0 ? [] : [random.pick(tops), random.pick(tops)]);
  const tastes = new Map<string, number>();
  for (const { slug, top } of shelves) {
    if (favourites.has(top)) tastes.set(slug, 0.2 + random.share() * 2);
    else if (random.chance(0.05)) tastes.set(slug, 0.2);
  }
  return {
    key: `${seed}-${number}`,
    habit,
    tastes,
    purse: habit === 'fraudster' ? 0.95 : random.share(),
    brand: random.chance(0.4) ? random.share() : undefined,
  };
}

/** The habit at a place of the circle from 0 to 1 that all of them share. */
function habitAt(place: number): Habit {
  let left = place * habits.reduce((sum, habit) => sum + commonness[habit], 0);
  return habits.find((habit) => (left -= commonness[habit]) < 0) ?? 'browser';
}
