import { errors, type estypes } from '@elastic/elasticsearch';

/** An answer over a part of the index only: worse than the other engine's whole one. */
export class PartialAnswerError extends Error {}

/** Refuses an answer that ran out of time or lost shards. Throws PartialAnswerError. */
export function wholeAnswer<T extends Pick<estypes.SearchResponseBody, 'timed_out' | '_shards'>>(answer: T): T {
  if (answer.timed_out || (answer._shards?.failed ?? 0) > 0)
    throw new PartialAnswerError(answer.timed_out ? 'the search timed out' : 'some shards failed');
  return answer;
}

/**
 * True for an error that says nothing of the server's health: it understood us and refused. A missing index (404) is the
 * server's trouble, and too many requests (429) too.
 */
export function isOurs(error: unknown): boolean {
  const status = error instanceof errors.ResponseError ? (error.statusCode ?? 0) : 0;
  return status >= 400 && status < 500 && status !== 404 && status !== 429;
}
