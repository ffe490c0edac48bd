import { Slots } from './slots';

describe('Slots', () => {
  it('gives out no more than there are', () => {
    const slots = new Slots(2);
    const ask = () => slots.take(() => undefined);
    expect([ask(), ask(), ask()]).toEqual([true, true, false]);
  });

  it('calls who waits, once, when a slot is free', () => {
    const slots = new Slots(1);
    slots.take(() => undefined);
    const called: string[] = [];
    const first = () => void (called.push('first'), slots.take(first));
    const second = () => void (called.push('second'), slots.take(second));
    slots.take(first);
    slots.take(second);
    slots.release();
    expect(called).toEqual(['first']);
    slots.release();
    expect(called).toEqual(['first', 'second']);
  });

  it('lets one run alone: after all others, before any other', async () => {
    const slots = new Slots(4);
    slots.take(() => undefined);
    let alone = false;
    const admitted = slots.takeAlone().then(() => (alone = true));
    expect(slots.take(() => undefined)).toBe(false);
    await Promise.resolve();
    expect(alone).toBe(false);
    slots.release();
    await admitted;
    expect(slots.take(() => undefined)).toBe(false);
    slots.release();
    expect(slots.take(() => undefined)).toBe(true);
  });
});
