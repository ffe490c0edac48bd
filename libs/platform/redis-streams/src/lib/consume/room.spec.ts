import type { RawEntry } from '../entry/stream-entry';
import { Room } from './room';

const entries = (count: number, length: number): RawEntry[] =>
  Array.from({ length: count }, (_, n) => [`${n + 1}-0`, ['d', 'x'.repeat(length)]]);

describe('Room', () => {
  const credit = { entries: 128, bytes: 1 << 20 };
  const roomAfter = (...seen: RawEntry[][]) => {
    const room = new Room(() => credit);
    for (const page of seen) room.saw(page);
    return room;
  };

  it('is for all entries while nothing is known: a shard that nobody writes to must not slow down the others', () => {
    expect(roomAfter([]).beside(0, 0)).toBe(128);
  });

  it('is for as many as are expected to fit into the bytes that are free', () => {
    const room = roomAfter(entries(1, 100_000));
    expect(room.beside(0, 0)).toBe(5);
    expect(room.beside(2, 400_000)).toBe(3);
  });

  it('is for one at least when it is open, however large that may be', () => {
    expect(roomAfter(entries(1, 10_000_000)).beside(0, 0)).toBe(1);
  });

  it('is closed while less than a quarter is free: reading would be in driblets', () => {
    const room = roomAfter(entries(1, 100));
    expect([room.beside(96, 0), room.beside(97, 0)]).toEqual([32, 0]);
    expect([room.beside(1, 0.75 * credit.bytes), room.beside(1, 0.76 * credit.bytes)]).toEqual([127, 0]);
  });

  it('becomes narrow at once when entries grow, and wide again slowly', () => {
    const room = roomAfter(entries(9, 100), entries(3, 100_000));
    expect(room.beside(0, 0)).toBe(5);
    room.saw(entries(9, 100));
    expect(room.beside(0, 0)).toBe(6);
    for (let turn = 0; turn < 20; turn += 1) room.saw(entries(9, 100));
    expect(room.beside(0, 0)).toBe(128);
  });
});
