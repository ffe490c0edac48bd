import type { ShopClient } from '../client/shop-client';
import { followOrder, outcomeOf } from './follow-order';

describe('outcomeOf', () => {
  it.each([
    [{ status: 'payment_processing' }, undefined],
    [{ status: 'checking' }, undefined],
    [{ status: 'awaiting_payment' }, undefined],
    [{ status: 'awaiting_payment', lastDecline: 'No funds' }, 'declined'],
    [{ status: 'in_review' }, 'in_review'],
    [{ status: 'confirmed' }, 'confirmed'],
    [{ status: 'cancelled' }, 'cancelled'],
    [{ status: 'expired' }, 'expired'],
    [{ status: 'action_required' }, 'action_required'],
  ] as const)('of %o is %s', (order, outcome) => {
    expect(outcomeOf(order)).toBe(outcome);
  });
});

describe('followOrder', () => {
  const follow = (...statuses: string[]) => {
    const clock = { now: 0 };
    const get = async () => ({ status: statuses.length > 1 ? statuses.shift() : statuses[0] });
    return followOrder({ get } as unknown as ShopClient, 'o1', {
      now: () => clock.now,
      wait: async (ms: number) => void (clock.now += ms),
    });
  };

  it('waits for the end', async () => {
    await expect(follow('payment_processing', 'checking', 'confirmed')).resolves.toMatchObject({
      outcome: 'confirmed',
    });
  });

  it('says so when there is none in time', async () => {
    await expect(follow('checking')).resolves.toMatchObject({ outcome: 'unsettled' });
  });
});
