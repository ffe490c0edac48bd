/** A command that the state of a product or of its stock does not allow; `code` is what callers tell apart. */
export class CatalogRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
