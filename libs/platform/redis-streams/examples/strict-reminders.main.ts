import { NonRetryableError, RedisStreamsServer, type DurablePositions } from '../src';

/** No later try will find a reader who never was: the event is a dead letter at once. */
export class UnknownReader extends NonRetryableError {}

export const strictServer = (url: string, positions: DurablePositions) =>
  new RedisStreamsServer({
    url,
    group: 'strict-reminders',
    topics: [{ name: 'lending', unknownPattern: 'ignore' }],
    retry: { attempts: 10, baseMs: 200, capMs: 20_000, nonRetryable: [SyntaxError] },
    onPoison: 'park-key',
    concurrency: 16,
    positions,
  });
