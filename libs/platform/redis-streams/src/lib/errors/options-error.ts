import { LONGEST_WAIT_MS } from '../constants';

const SHARDS_AT_MOST = 1_024;

/** Options that cannot work. Thrown when a server or client is made, with every problem at once. */
export class OptionsError extends Error {
  constructor(
    readonly subject: string,
    /** One sentence each. */
    readonly problems: readonly string[],
  ) {
    super(`${subject}: ${problems.join('; ')}`);
    this.name = 'OptionsError';
  }
}

/** Collects what is wrong with options; `end()` throws it all. */
export class OptionsCheck {
  private readonly problems: string[] = [];

  constructor(private readonly subject: string) {}

  /** Adds the sentence unless `holds`. */
  expect(holds: boolean, sentence: string): void {
    if (!holds) this.problems.push(sentence);
  }

  /** Names that are no option: most often one is misspelt, and its default would apply unnoticed. */
  onlyKnows(given: object, known: readonly string[], prefix = ''): void {
    for (const name of Object.keys(given)) {
      const near = known.find((option) => option.toLowerCase() === name.toLowerCase());
      const hint = near ? `: did you mean ${near}?` : '';
      this.expect(known.includes(name), `there is no option ${prefix}${name}${hint}`);
    }
  }

  /** A number above 0, and whole where nothing between makes sense. */
  positive(value: unknown, name: string, whole = false): void {
    const good = typeof value === 'number' && value > 0 && (!whole || Number.isInteger(value));
    this.expect(good, `${name} must be a ${whole ? 'whole ' : ''}number greater than 0, not ${String(value)}`);
  }

  /** How long something waits, in milliseconds. */
  wait(value: unknown, name: string): void {
    const good = typeof value === 'number' && value > 0 && value <= LONGEST_WAIT_MS;
    this.expect(good, `${name} must be above 0 and at most ${LONGEST_WAIT_MS}, not ${String(value)}`);
  }

  /** A name that becomes part of a key in Redis: of a topic, group or service. */
  name(value: unknown, kind: string): void {
    if (typeof value !== 'string' || value === '') this.expect(false, `"${String(value)}" is no name of a ${kind}`);
    else
      this.expect(
        !/[{}:\s]/.test(value),
        `"${value}" must not hold braces, colons or spaces: it becomes part of a key`,
      );
  }

  /** How many shards a topic has. */
  shards(value: unknown, topic: string): void {
    const good = Number.isInteger(value) && Number(value) > 0 && Number(value) <= SHARDS_AT_MOST;
    this.expect(good, `topic ${topic} needs 1 to 1,024 shards`);
  }

  /** Each of these is a function. */
  functions(given: object, names: readonly string[]): void {
    for (const name of names)
      this.expect(typeof (given as Record<string, unknown>)[name] === 'function', `${name} must be a function`);
  }

  /** Throws OptionsError when anything is wrong. */
  end(): void {
    if (this.problems.length > 0) throw new OptionsError(this.subject, this.problems);
  }
}
