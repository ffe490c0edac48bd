import { isObservable, lastValueFrom } from 'rxjs';
import type { MessageHandler } from '@nestjs/microservices';

/**
 * Runs a Nest handler to its end. Resolves to its last value; undefined when it gave none, since an empty stream is a
 * success and would otherwise reject with EmptyError. Rejects with what a handler, guard, pipe or filter throws.
 */
export async function runHandler(handler: MessageHandler, data: unknown, context: unknown): Promise<unknown> {
  const result: unknown = await handler(data, context);
  if (!isObservable(result)) return result;
  return lastValueFrom(result, { defaultValue: undefined });
}
