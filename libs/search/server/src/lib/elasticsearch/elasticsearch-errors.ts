import type { estypes } from '@elastic/elasticsearch';

/** An answer over a part of the index only: worse than the other engine's whole one. */
export class PartialAnswerError extends Error {}

/** Refuses an answer that ran out of time or lost shards. Throws PartialAnswerError. */
export function wholeAnswer<T extends Pick<estypes.SearchResponseBody, 'timed_out' | '_shards'>>(answer: T): T {
  if (answer.timed_out || (answer._shards?.failed ?? 0) > 0)
    throw new PartialAnswerError(answer.timed_out ? 'the search timed out' : 'some shards failed');
  return answer;
}

/**
 * The HTTP status with which the server refused; undefined for any other failure. Told by name: Nest's module is ESM and
 * brings the client's ESM build, whose classes are not those that this CommonJS code would import.
 */
export function statusOf(error: unknown): number | undefined {
  const refused = error as { name?: unknown; statusCode?: unknown } | undefined;
  return refused?.name === 'ResponseError' && typeof refused.statusCode === 'number' ? refused.statusCode : undefined;
}

/**
 * True for an error that says nothing of the server's health: it understood us and refused. A missing index (404) is the
 * server's trouble, and too many requests (429) too.
 */
export function isOurs(error: unknown): boolean {
  const status = statusOf(error) ?? 0;
  return status >= 400 && status < 500 && status !== 404 && status !== 429;
}
