/**
 * Where a group has got to, kept outside of Redis: when Redis loses a group (FLUSHALL, a lost disk, XGROUP DESTROY), it is
 * made again there. Without it such a group begins at the first entry, and its handlers see everything once more.
 */
export interface DurablePositions {
  /**
   * The id behind which the group goes on: everything up to it is handled. Undefined when nothing is known. Asked when the group
   * is gone; an answer that takes longer than three seconds is given up, as with `save`.
   */
  load(topic: string, shard: number, group: string): Promise<string | undefined>;
  /** Called every few seconds for each shard with news. */
  save(topic: string, shard: number, group: string, id: string): Promise<void>;
}

/** The greatest id that is smaller than `id`. */
export function idBefore(id: string): string {
  const [ms = '0', seq = '0'] = id.split('-');
  if (seq !== '0') return `${ms}-${BigInt(seq) - 1n}`;
  return ms === '0' ? '0-0' : `${BigInt(ms) - 1n}-18446744073709551615`;
}

/** Orders entry ids as Redis does. */
export function compareIds(a: string, b: string): number {
  const [ams = '0', aseq = '0'] = a.split('-');
  const [bms = '0', bseq = '0'] = b.split('-');
  return compareDigits(ams, bms) || compareDigits(aseq, bseq);
}

function compareDigits(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}
