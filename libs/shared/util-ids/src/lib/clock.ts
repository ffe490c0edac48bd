/** The time, as a dependency: injected wherever a decision depends on it, so that tests and replays choose it. */
export abstract class Clock {
  abstract now(): Date;
}

/** The machine's clock. */
export class SystemClock extends Clock {
  override now(): Date {
    return new Date();
  }
}
