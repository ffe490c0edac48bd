const FIRST_MS = 200;
const LONGEST_MS = 5_000;
const LONGEST_ASKED_MS = 30_000;

/** How often one request is sent at most. */
export const MOST_ATTEMPTS = 8;

/** What came back: a status, or nothing (`undefined`) when the connection failed. */
export interface Attempted {
  readonly status: number | undefined;
  /** Set in problem details when the shop says that trying again may help. */
  readonly retryable?: boolean | undefined;
  readonly retryAfter?: string | null | undefined;
}

/** True when the same request, with the same key, may do better later: busy, overloaded, or no answer at all. */
export function worthRetrying({ status, retryable }: Attempted): boolean {
  return status === undefined || retryable === true || [429, 502, 503, 504].includes(status);
}

/**
 * How long to wait before attempt `next` (2 is the first repetition). What the shop asks for in `Retry-After` counts, up to
 * 30 s; else a doubling time with full jitter. `chance` is from 0 to 1.
 */
export function waitBefore(next: number, { retryAfter }: Attempted, chance: number): number {
  const asked = Number(retryAfter ?? Number.NaN) * 1000;
  if (asked > 0) return Math.min(asked, LONGEST_ASKED_MS);
  return Math.round(chance * Math.min(FIRST_MS * 2 ** (next - 1), LONGEST_MS));
}
