/** The shop said no, with its code: an answer like any other, which the report counts. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }
}

/** The shop did not work: no answer after every attempt, or an answer that is none. */
export class Failure extends Error {}
