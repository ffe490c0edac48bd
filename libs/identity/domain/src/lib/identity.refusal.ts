/** A command that the state of an account or of an address does not allow; `code` is what callers tell apart. */
export class IdentityRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
