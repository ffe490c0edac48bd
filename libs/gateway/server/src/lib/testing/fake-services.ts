import { problemCodec } from '@mercury/platform/errors';
import { RedisStreamsServer } from '@mercury/platform/redis-streams';

type Answer = (request: never) => unknown;

/**
 * The services behind the gateway, as small responders on the real transport. A pattern without a responder answers 503
 * at once, as a service without a handler does; `unplug` makes it silent.
 */
export class FakeServices {
  private readonly server: RedisStreamsServer;
  private readonly answers = new Map<string, Answer>();
  /** Every request, in order. */
  readonly calls: { pattern: string; request: Record<string, unknown>; headers: Record<string, unknown> }[] = [];

  constructor(
    url: string,
    private readonly run: string,
    private readonly patterns: readonly string[],
  ) {
    const names = [...new Set(patterns.map((pattern) => this.serviceOf(pattern)))];
    this.server = new RedisStreamsServer({ url, rpc: names, drainMs: 50, errors: problemCodec });
  }

  /** Streams of this run only: other specs use the same Redis at the same time. */
  serviceOf(pattern: string): string {
    return `${this.run}-${pattern.split('.')[0]}`;
  }

  async start(): Promise<void> {
    for (const pattern of this.patterns)
      this.server.addHandler(pattern, async (request: unknown, context: { headers: Record<string, unknown> }) => {
        this.calls.push({ pattern, request: request as Record<string, unknown>, headers: context.headers });
        const answer = this.answers.get(pattern);
        if (!answer) throw new Error(`${pattern} has no responder`);
        return (await answer(request as never)) as never;
      });
    await new Promise<void>((resolve, reject) => {
      void this.server.listen((error) => (error ? reject(error as Error) : resolve()));
    });
  }

  /** From now on `pattern` is answered by `answer`. */
  on(pattern: string, answer: Answer): this {
    this.answers.set(pattern, answer);
    return this;
  }

  callsOf(pattern: string): Record<string, unknown>[] {
    return this.calls.filter((call) => call.pattern === pattern).map(({ request }) => request);
  }

  /** What came along with the requests: correlation id, trace. */
  headersOf(pattern: string): Record<string, unknown>[] {
    return this.calls.filter((call) => call.pattern === pattern).map(({ headers }) => headers);
  }

  reset(): void {
    this.answers.clear();
    this.calls.length = 0;
  }

  stop(): Promise<void> {
    return this.server.close();
  }
}
