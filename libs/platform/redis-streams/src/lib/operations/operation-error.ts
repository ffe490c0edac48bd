/** An operator asked for something that is not there or must not be done; the message says what to do instead. */
export class OperationError extends Error {
  constructor(
    message: string,
    /** `unknown`: there is no such topic, group or letter. `refused`: it is there, and must not be touched like this. */
    readonly kind: 'unknown' | 'refused',
  ) {
    super(message);
    this.name = 'OperationError';
  }
}
