/**
 * A fault to play on the next calls: `hang` answers nothing until the client gives up, `drop` does the work and cuts the
 * connection before the answer, `late` does the work and answers `delayMs` later (5,000), `error` answers 500 without doing it.
 */
export interface Fault {
  readonly mode: 'hang' | 'drop' | 'late' | 'error';
  /** Start of the path, `/v1/payment_intents` for instance. */
  readonly path: string;
  /** Calls of this method only, `POST` for instance. */
  readonly method?: string;
  readonly delayMs?: number;
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

  take(path: string, method = ''): Fault | undefined {
    const fault = this.faults.find(
      ({ times, ...fault }) => times > 0 && path.startsWith(fault.path) && (fault.method ?? method) === method,
    );
    if (!fault) return undefined;
    fault.times -= 1;
    return fault;
  }
}
