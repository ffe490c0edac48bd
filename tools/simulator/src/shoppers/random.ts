/** A stream of numbers from 0 to 1 that is always the same for the same words (xmur3 into mulberry32). */
export class Random {
  private state: number;

  constructor(...words: readonly (string | number)[]) {
    let hash = 1779033703;
    for (const letter of words.join('\u0000')) {
      hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 3432918353);
      hash = (hash << 13) | (hash >>> 19);
    }
    this.state = hash >>> 0;
  }

  /** The next number, from 0 up to but not including 1. */
  share(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.share() * (most - least + 1));
  }

  /** True with this probability. */
  chance(probability: number): boolean {
    return this.share() < probability;
  }

  /** One of several, each as likely as its weight. The list must not be empty. */
  pick<T>(of: readonly T[], weight: (item: T) => number = () => 1): T {
    const total = of.reduce((sum, item) => sum + weight(item), 0);
    let left = this.share() * total;
    for (const item of of) {
      left -= weight(item);
      if (left < 0) return item;
    }
    return of.at(-1) as T;
  }

  /** A waiting time of an unsteady stream with this mean (exponential). */
  interval(mean: number): number {
    return -Math.log(1 - this.share()) * mean;
  }
}
