/** A command that the state of a cart or an order does not allow. `code` is what callers tell apart, `data` what they show. */
export class OrdersRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly data: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}
