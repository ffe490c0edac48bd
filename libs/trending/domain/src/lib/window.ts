/** The length of the rolling window, in buckets of one minute: the running minute and the 59 before it. */
export const WINDOW_MINUTES = 60;

/** The number of the minute that a moment lies in, since 1970. */
export function minuteOf(moment: Date | string): number {
  return Math.floor(new Date(moment).getTime() / 60_000);
}

/** The last minute that a window ending at `minute` does not see any more. */
export function expiredAt(minute: number): number {
  return minute - WINDOW_MINUTES;
}
