/** Pause before try `attempt` + 1: exponential with full jitter (AWS Architecture Blog, 2015), so that retries spread out. */
export function backoffMs(
  attempt: number,
  { baseMs, capMs }: { baseMs: number; capMs: number },
  random = Math.random,
): number {
  return Math.round(Math.min(capMs, baseMs * 2 ** (attempt - 1)) * random());
}
