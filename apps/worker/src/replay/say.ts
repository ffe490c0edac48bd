/** A line for the person at the command line. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The one sentence of a command that failed; ends the process. */
export function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
