import { planVisit, type Step } from './plan-visit';
import { shelvesOf, shopperOf, type Habit, type Shelf, type Shopper } from './shopper';

const node = (slug: string, productCount: number, children: ReturnType<typeof leaf>[] = []) => ({
  slug,
  title: slug,
  productCount,
  children,
});
const leaf = (slug: string, productCount = 10) => ({ slug, title: slug, productCount, children: [] });
const shelves = shelvesOf([
  node('kitchen', 20, [leaf('kettles'), leaf('mugs-and-cups')]),
  node('furniture', 20, [leaf('floor lamps'), leaf('sofas')]),
  leaf('empty', 0),
  leaf('gifts'),
]);
const crowd = Array.from({ length: 600 }, (_, number) => shopperOf('7', number, shelves));
const visitsOf = (habit: Habit): Step[][] =>
  crowd
    .filter((shopper) => shopper.habit === habit)
    .flatMap((shopper) => [0, 1, 2].map((n) => planVisit(shopper, n, shelves)));
const share = (plans: Step[][], wanted: (step: Step) => boolean) =>
  plans.filter((plan) => plan.some(wanted)).length / plans.length;

describe('shelves', () => {
  it('are the categories at the bottom that hold something', () => {
    expect(shelves.map(({ slug, top }: Shelf) => `${top}/${slug}`)).toEqual([
      'kitchen/kettles',
      'kitchen/mugs-and-cups',
      'furniture/floor lamps',
      'furniture/sofas',
      'gifts/gifts',
    ]);
  });
});

describe('a shopper', () => {
  it('is the same for the same seed, and somebody else for another', () => {
    expect(shopperOf('7', 3, shelves)).toEqual(crowd[3]);
    expect(shopperOf('8', 3, shelves)).not.toEqual(crowd[3]);
  });

  it('has an uncommon habit in a small crowd too', () => {
    for (const seed of ['1', '2', '3', '4', '5']) {
      const twenty = Array.from({ length: 20 }, (_, number) => shopperOf(seed, number, shelves).habit);
      expect(twenty).toEqual(expect.arrayContaining(['bad-card', 'careful', 'fraudster']));
    }
  });

  it('differs from the others in habit, taste and purse', () => {
    expect(new Set(crowd.map(({ habit }) => habit)).size).toBe(7);
    expect(new Set(crowd.map(({ purse }) => Math.round(purse * 10))).size).toBeGreaterThan(8);
    const liked = (shopper: Shopper) => [...shopper.tastes.keys()].sort().join();
    expect(new Set(crowd.map(liked)).size).toBeGreaterThan(8);
  });
});

describe('the plan of a visit', () => {
  it('is the same for the same seed', () => {
    expect(crowd.map((shopper) => planVisit(shopper, 4, shelves))).toEqual(
      crowd.map((shopper) => planVisit(shopper, 4, shelves)),
    );
  });

  it('buys or abandons only what was put into the cart, and only at the end', () => {
    for (const plan of [...visitsOf('browser'), ...visitsOf('ditherer')]) {
      const end = plan.findIndex((step) => step.do === 'buy' || step.do === 'abandon');
      if (end < 0) continue;
      expect(end).toBe(plan.length - 1);
      expect(plan.slice(0, end).some((step) => step.do === 'add')).toBe(true);
    }
  });

  it('follows the habit of its shopper', () => {
    const searches = (step: Step) => step.do === 'search';
    const trends = (step: Step) => step.do === 'follow-trend';
    const abandons = (step: Step) => step.do === 'abandon';
    expect(share(visitsOf('searcher'), searches)).toBeGreaterThan(2 * share(visitsOf('browser'), searches));
    expect(share(visitsOf('follower'), trends)).toBeGreaterThan(0.5);
    expect(share(visitsOf('browser'), trends)).toBe(0);
    expect(share(visitsOf('ditherer'), abandons)).toBeGreaterThan(2 * share(visitsOf('browser'), abandons));
  });

  it('tries a bad card first when the shopper has one, then often a good one', () => {
    const buys = visitsOf('bad-card')
      .flat()
      .filter((step) => step.do === 'buy');
    expect(buys.length).toBeGreaterThan(5);
    for (const { cards } of buys) expect(cards[0]?.kind).not.toBe('good');
    expect(buys.some(({ cards }) => cards[1]?.kind === 'good')).toBe(true);
  });

  it('lets a fraudster buy several times in one visit, each time with another card', () => {
    for (const plan of visitsOf('fraudster')) {
      const holders = plan.flatMap((step) => (step.do === 'buy' ? step.cards.map(({ holder }) => holder) : []));
      expect(holders.length).toBeGreaterThanOrEqual(3);
      expect(new Set(holders).size).toBe(holders.length);
    }
  });

  it('is empty in an empty shop', () => {
    expect(planVisit(crowd[0] as Shopper, 0, [])).toEqual([]);
  });
});
