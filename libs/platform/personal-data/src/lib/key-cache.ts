import type { Clock } from '@mercury/shared/util-ids';

/** A key that was destroyed is still used by a process that had it for at most this long. */
export const KEY_CACHE_MS = 5_000;

const MOST = 10_000;

/** Unwrapped keys of the people whose data was looked at a moment ago: bounded in number and in time, never on disk. */
export class KeyCache {
  private readonly keys = new Map<string, { readonly key: Buffer; readonly until: number }>();

  constructor(private readonly clock: Clock) {}

  get(keyId: string): Buffer | undefined {
    const held = this.keys.get(keyId);
    if (held && this.clock.now().getTime() < held.until) return held.key;
    this.keys.delete(keyId);
    return undefined;
  }

  set(keyId: string, key: Buffer): void {
    // A Map keeps the order of insertion: the first is the oldest.
    for (const oldest of this.keys.keys()) {
      if (this.keys.size < MOST) break;
      this.keys.delete(oldest);
    }
    this.keys.set(keyId, { key, until: this.clock.now().getTime() + KEY_CACHE_MS });
  }

  clear(): void {
    this.keys.clear();
  }
}
