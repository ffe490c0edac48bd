import type { RawEntry } from '../entry/stream-entry';

export interface Credit {
  readonly entries: number;
  readonly bytes: number;
}

/** Of an entry, while none was seen: `maxInFlightBytes` ÷ `maxInFlight`. */
const ASSUMED_BYTES = 8 << 10;
/** Entries that become smaller are believed by and by; larger ones at once. */
const BELIEF = 1 / 4;

/** How much of a shard may be held beside what is. Redis counts entries alone, so bytes are foreseen from what came before. */
export class Room {
  private entryBytes: number | undefined;

  constructor(private readonly credit: () => Credit) {}

  /** Learns what entries of the shard take in memory, roughly. */
  saw(entries: readonly RawEntry[]): void {
    if (entries.length === 0) return;
    let bytes = 0;
    for (const entry of entries) bytes += bytesOf(entry);
    const mean = bytes / entries.length;
    const before = this.entryBytes ?? mean;
    this.entryBytes = Math.max(mean, before + (mean - before) * BELIEF);
  }

  /** Entries to ask for. 0 while less than a quarter is free: reading would be in driblets. */
  beside(heldEntries: number, heldBytes: number): number {
    const { entries, bytes } = this.credit();
    const freeEntries = entries - heldEntries;
    const freeBytes = bytes - heldBytes;
    if (freeEntries < entries / 4 || freeBytes < bytes / 4) return 0;
    return Math.min(freeEntries, Math.max(1, Math.floor(freeBytes / (this.entryBytes ?? ASSUMED_BYTES))));
  }
}

function bytesOf([, fields]: RawEntry): number {
  let length = 0;
  for (const field of fields ?? []) length += field.length;
  return 200 + 2 * length;
}
