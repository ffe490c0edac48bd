/** What a command has found or done. */
export interface Answer {
  /** For a person. A line that begins with `!` needs somebody. */
  readonly lines: readonly string[];
  /** The same for a machine (`--json`). */
  readonly json: unknown;
  /** Something stands still or was refused: the command ends with code 1. */
  readonly trouble?: boolean;
}
