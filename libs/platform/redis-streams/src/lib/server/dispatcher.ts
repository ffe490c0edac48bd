import { isObservable, lastValueFrom } from 'rxjs';
import type { MessageHandler } from '@nestjs/microservices';
import { FilteredError } from '../errors/handler-errors';

const NOTHING = Symbol('nothing');

/**
 * Runs a Nest handler to its end. Resolves to its last value; undefined when it gave none, since an empty stream is a
 * success and would otherwise reject with EmptyError. Rejects with what a handler, guard, pipe or filter throws, always an
 * Error. `onEmpty` hears of a stream that ended without a value: a handler seldom does so, a filter that swallows does.
 */
export async function runHandler(
  handler: MessageHandler,
  data: unknown,
  context: unknown,
  onEmpty?: () => void,
): Promise<unknown> {
  try {
    const result: unknown = await handler(data, context);
    if (!isObservable(result)) return result;
    const last: unknown = await lastValueFrom(result, { defaultValue: NOTHING });
    if (last !== NOTHING) return last;
    onEmpty?.();
    return undefined;
  } catch (thrown) {
    throw thrown instanceof Error ? thrown : new FilteredError(thrown);
  }
}

/**
 * Runs all handlers of one event, each to its end; then rejects with the first failure. Nest's own chain is a `forkJoin`,
 * which leaves the others as soon as one of them ends without a value: their failure would be acknowledged.
 */
export async function runHandlers(
  handlers: readonly MessageHandler[],
  data: unknown,
  context: unknown,
  onEmpty?: () => void,
): Promise<void> {
  const ends = await Promise.allSettled(handlers.map((handler) => runHandler(handler, data, context, onEmpty)));
  const failure = ends.find((end) => end.status === 'rejected');
  if (failure) throw failure.reason;
}
