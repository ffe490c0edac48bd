/** A command that the state of a payment does not allow; `code` is what callers tell apart. */
export class PaymentRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
