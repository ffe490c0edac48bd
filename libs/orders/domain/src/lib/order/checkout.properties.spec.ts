import fc from 'fast-check';
import { CheckoutWorld, type Bank } from '../testing/checkout-world';
import { isEnded } from './order';

type Move = (world: CheckoutWorld) => void;

/** What would come next if nothing went wrong; without it random walks would hardly ever reach a sale. */
const goOn: Move = (world) => {
  if (world.state.status === 'awaiting_payment') world.pay();
  else if (world.state.status === 'payment_processing') {
    world.step();
    world.bank('authorises');
    for (const report of world.reports) world.report(report);
  } else world.step();
};

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 8, arbitrary: fc.constant(goOn) },
  fc.constant<Move>((world) => world.pay()),
  fc.constant<Move>((world) => world.cancel()),
  fc.constant<Move>((world) => world.expire()),
  fc.constant<Move>((world) => world.lapse()),
  {
    weight: 4,
    arbitrary: fc.boolean().map(
      (crash): Move =>
        (world) =>
          void world.step(crash),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Bank>('authorises', 'declines', 'asks', 'errs').map(
      (does): Move =>
        (world) =>
          world.bank(does),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.nat().map((n): Move => (world) => {
      const report = world.reports[n % Math.max(1, world.reports.length)];
      if (report) world.report(report);
    }),
  },
  fc.tuple(fc.integer({ min: 1, max: 20 }), fc.boolean()).map(
    ([minutes, taken]): Move =>
      (world) =>
        world.pass(minutes, taken),
  ),
  fc.constantFrom('approve' as const, 'decline' as const).map(
    (decision): Move =>
      (world) =>
        world.review(decision),
  ),
);

/** Runs the checkout to its end, as redelivery and the sweepers do. */
function drain(world: CheckoutWorld): void {
  for (let turn = 0; turn < 10; turn += 1) {
    for (const report of world.reports) world.report(report);
    while (world.step());
    world.bank('declines');
    world.review('approve');
    world.pass(16, true);
    world.expire();
  }
}

function check(world: CheckoutWorld): void {
  const confirmations = world.log.filter(({ type }) => type === 'orders.order.confirmed').length;
  const captured = [...world.payments.values()].filter((status) => status === 'captured').length;
  expect(confirmations).toBeLessThanOrEqual(1);
  expect(world.captures).toBeLessThanOrEqual(1);
  if (confirmations === 1) {
    expect(captured).toBe(1);
    expect(world.state.status).toBe('confirmed');
    expect(world.state.payment?.authorised?.amountMinor).toBe(world.state.placed?.totals.totalMinor);
    expect([...world.holds.values()].filter(({ status }) => status === 'sold')).toHaveLength(1);
  }
}

describe('a checkout, whatever happens to it', () => {
  it('confirms nothing unpaid, captures once, and leaves neither stock nor payment behind', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('approve' as const, 'approve' as const, 'review' as const, 'decline' as const),
        fc.array(move, { maxLength: 60 }),
        (verdict, moves) => {
          const world = new CheckoutWorld(verdict);
          for (const next of moves) {
            try {
              next(world);
            } catch (error) {
              // A refusal changes nothing; anything else is a defect.
              expect(error).toHaveProperty('code');
            }
            check(world);
          }
          drain(world);
          check(world);
          if (world.state.status === 'confirmed') return;
          expect(isEnded(world.state)).toBe(true);
          expect([...world.holds.values()].filter(({ status }) => status === 'held' || status === 'sold')).toEqual([]);
          for (const status of world.payments.values()) expect(['declined', 'voided']).toContain(status);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('confirms the plain purchase', () => {
    const world = new CheckoutWorld('approve');
    world.pay();
    world.step();
    world.bank('authorises');
    drain(world);
    expect(world.state.status).toBe('confirmed');
    expect(world.captures).toBe(1);
  });
});
