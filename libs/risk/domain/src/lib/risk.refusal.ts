/** A command that the state of an assessment does not allow; `code` is what callers tell apart. */
export class RiskRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
