import { decodeAfter, decodeCursor, encodeCursor } from './cursor';

describe('a page cursor', () => {
  it('holds an offset, and an engine’s own mark beside it', () => {
    const cursor = encodeCursor(48, ['price-asc', 4900, 'a;b']);
    expect(decodeCursor(cursor)).toBe(48);
    expect(decodeAfter(cursor)).toEqual(['price-asc', 4900, 'a;b']);
    expect(decodeAfter(encodeCursor(48))).toBeUndefined();
  });

  it.each([undefined, '', 'x', encodeCursor(-1), encodeCursor(999_999), Buffer.from('o1;{').toString('base64url')])(
    'that makes no sense (%s) is the first page or has no mark',
    (cursor) => {
      expect([0, 1]).toContain(decodeCursor(cursor));
      expect(decodeAfter(cursor)).toBeUndefined();
    },
  );
});
