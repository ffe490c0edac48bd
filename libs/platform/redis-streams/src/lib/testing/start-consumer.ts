import { eventPattern } from '../decorators/stream-event.decorator';
import { RedisStreamsServer } from '../server/redis-streams.server';
import type { RedisStreamsServerOptions } from '../server/server-options';

/** A consumer of one event type in this process, for specs: everything of the transport, without a Nest application. */
export async function startConsumer<Data>(
  options: RedisStreamsServerOptions & { readonly group: string; readonly topics: readonly [string] },
  type: string,
  handle: (data: Data) => void | Promise<void>,
): Promise<RedisStreamsServer> {
  const server = new RedisStreamsServer({
    shards: 2,
    retry: { attempts: 2, baseMs: 1, capMs: 2 },
    // Longer than a busy machine stops a process: a lost lease looks like a crash.
    leaseMs: 5_000,
    drainMs: 100,
    ...options,
  });
  // What fails here fails on purpose.
  (server as unknown as { logger: { error: () => void } }).logger = { error: () => undefined };
  server.addHandler(eventPattern(options.topics[0], type), async (data: Data) => handle(data), true);
  await new Promise<void>((resolve, reject) => {
    void server.listen((error) => (error ? reject(error) : resolve()));
  });
  return server;
}
