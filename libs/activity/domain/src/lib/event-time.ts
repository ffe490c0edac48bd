const DAY_MS = 24 * 60 * 60 * 1_000;

/** When a beacon left by the visitor's clock, and when it arrived by ours. */
export interface BeaconTimes {
  readonly sentAt: Date;
  readonly receivedAt: Date;
}

/**
 * When something happened by our clock: the visitor's clock may be wrong by any amount, but it is as wrong about the
 * moment of sending. Never in the future; undefined when it is more than a day ago, which is nobody's concern any more.
 */
export function eventTime(occurredAt: Date, { sentAt, receivedAt }: BeaconTimes): Date | undefined {
  const age = Math.max(0, sentAt.getTime() - occurredAt.getTime());
  return age > DAY_MS ? undefined : new Date(receivedAt.getTime() - age);
}
