import { Lanes } from './lanes';

function lanesOf(...items: [key: string, item: number][]): Lanes<number> {
  const lanes = new Lanes<number>((a, b) => a < b);
  for (const [key, item] of items) lanes.push(key, item);
  return lanes;
}

function takeAll(lanes: Lanes<number>): number[] {
  const taken: number[] = [];
  for (let item = lanes.next(); item !== undefined; item = lanes.next()) taken.push(item);
  return taken;
}

describe('Lanes', () => {
  it('gives out one item of each key', () => {
    expect(takeAll(lanesOf(['a', 1], ['a', 2], ['b', 3]))).toEqual([1, 3]);
  });

  it('gives out the next of a key when its head is done', () => {
    const lanes = lanesOf(['a', 1], ['a', 2], ['b', 3]);
    takeAll(lanes);
    lanes.done('a');
    expect(takeAll(lanes)).toEqual([2]);
  });

  it('gives out a failed head again, before its followers', () => {
    const lanes = lanesOf(['a', 1], ['a', 2]);
    takeAll(lanes);
    expect(takeAll(lanes)).toEqual([]);
    lanes.again('a');
    expect(takeAll(lanes)).toEqual([1]);
    lanes.done('a');
    expect(takeAll(lanes)).toEqual([2]);
  });

  it('keeps the order of a key through many turns of many keys', () => {
    const lanes = new Lanes<{ key: string; n: number }>((a, b) => a.n < b.n);
    const seen = new Map<string, number[]>();
    for (let n = 0; n < 10_000; n += 1) lanes.push(`k${n % 97}`, { key: `k${n % 97}`, n });
    for (let item = lanes.next(); item; item = lanes.next()) {
      seen.set(item.key, [...(seen.get(item.key) ?? []), item.n]);
      lanes.done(item.key);
    }
    expect(lanes.size).toBe(0);
    expect([...seen.values()].flat()).toHaveLength(10_000);
    for (const numbers of seen.values()) expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });

  it('counts what it holds', () => {
    const lanes = lanesOf(['a', 1], ['a', 2], ['b', 3]);
    takeAll(lanes);
    lanes.done('b');
    expect([lanes.size, lanes.keys, lanes.hasReady]).toEqual([2, 1, false]);
  });

  it('lets a head that comes back give way to what belongs before it', () => {
    const lanes = lanesOf(['a', 3], ['a', 4]);
    takeAll(lanes);
    for (const item of [1, 2]) lanes.insert('a', item);
    lanes.giveWay('a');
    const order: number[] = [];
    for (let item = lanes.next(); item !== undefined; item = lanes.next()) {
      order.push(item);
      lanes.done('a');
    }
    expect(order).toEqual([1, 2, 3, 4]);
  });

  it('puts items where they belong among those that wait, and behind the one that runs', () => {
    const lanes = lanesOf(['a', 3], ['a', 8], ['b', 9]);
    takeAll(lanes);
    for (const item of [1, 5, 2, 6]) lanes.insert('a', item);
    lanes.insert('c', 5);
    expect(takeAll(lanes)).toEqual([5]);
    const order = [];
    for (lanes.again('a'); lanes.hasReady; lanes.done('a')) order.push(lanes.next());
    expect(order).toEqual([3, 1, 2, 5, 6, 8]);
    expect(lanes.size).toBe(2);
  });
});
