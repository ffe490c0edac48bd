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

  /** Throws OptionsError when anything is wrong. */
  end(): void {
    if (this.problems.length > 0) throw new OptionsError(this.subject, this.problems);
  }
}
