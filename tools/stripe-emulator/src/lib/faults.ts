/**
 * A fault to play on the next calls: `hang` answers nothing until the client gives up, `drop` does the work and cuts the
 * connection before the answer, `error` answers 500 without doing the work.
 */
export interface Fault {
  readonly mode: 'hang' | 'drop' | 'error';
  /** Start of the path, `/v1/payment_intents` for instance. */
  readonly path: string;
  times: number;
}

/** The faults that are still to be played. */
export class Faults {
  private faults: Fault[] = [];

  add(fault: Fault): void {
    this.faults.push(fault);
  }

  clear(): void {
    this.faults = [];
  }

  take(path: string): Fault['mode'] | undefined {
    const fault = this.faults.find((candidate) => candidate.times > 0 && path.startsWith(candidate.path));
    if (!fault) return undefined;
    fault.times -= 1;
    return fault.mode;
  }
}
