/** A seeded source of chance (mulberry32): the same seed gives the same traffic, so the shipped model can be made again. */
export class Draws {
  constructor(private state: number) {}

  /** From 0 up to, not including, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.next() * values.length)] as T;
  }

  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  /** Waiting time until the next of events that come `perUnit` times a unit on average. */
  wait(perUnit: number): number {
    return -Math.log(1 - this.next()) / perUnit;
  }

  /** An amount in minor units, spread around `typicalMinor`; never below one unit of money. */
  amount(typicalMinor: number, spread: number): number {
    return Math.max(100, Math.round(typicalMinor * Math.exp(spread * this.normal())));
  }
}
