import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { SessionView } from '@mercury/identity/contracts';
import type { Problem } from '@mercury/platform/errors';
import { CookieJar } from './cookie-jar';
import { MOST_ATTEMPTS, waitBefore, worthRetrying, type Attempted } from './retry';
import { Failure, Refusal } from './shop-error';

const ATTEMPT_TIMEOUT_MS = 30_000;

export interface ShopClientOptions {
  /** Where the API is: `http://localhost:3000`, without `/api`. */
  readonly url: string;
  /** The storefront's origin, as a browser would send it. */
  readonly origin: string;
  readonly simulatorKey?: string | undefined;
  readonly onRetry?: () => void;
  readonly wait?: (ms: number) => Promise<unknown>;
}

/**
 * One visitor's connection to the public HTTP API: cookies, CSRF token, an idempotency key for each command. A request that
 * is worth repeating is repeated with the same key, so that nothing happens twice. Throws Refusal or Failure.
 */
export class ShopClient {
  private readonly jar = new CookieJar();
  private csrfToken: string | undefined;

  constructor(private readonly options: ShopClientOptions) {}

  /** Where the API is. */
  get url(): string {
    return this.options.url;
  }

  /** What the shop knows the simulator by: no rate limits. For the shop's own addresses only. */
  get passage(): Record<string, string> {
    const { simulatorKey } = this.options;
    return simulatorKey ? { 'x-simulator-key': simulatorKey } : {};
  }

  get<T>(path: string): Promise<T> {
    return this.send<T>('GET', path);
  }

  /** A command. Fetches the session first when there is none yet, and again when its token is no longer good. */
  async command<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body: unknown = {}): Promise<T> {
    const key = randomUUID();
    this.csrfToken ??= await this.freshToken();
    try {
      return await this.send<T>(method, path, body, { 'idempotency-key': key, 'x-csrf-token': this.csrfToken });
    } catch (error) {
      if (!(error instanceof Refusal && error.status === 403 && /csrf/.test(error.code))) throw error;
      this.csrfToken = await this.freshToken();
      return this.send<T>(method, path, body, { 'idempotency-key': key, 'x-csrf-token': this.csrfToken });
    }
  }

  /** A beacon of behaviour: needs no token; its batch id makes a repetition harmless. */
  beacon(batch: object): Promise<{ accepted: number }> {
    return this.send('POST', '/api/activity', batch);
  }

  private async freshToken(): Promise<string> {
    return (await this.get<SessionView>('/api/session')).csrfToken;
  }

  private async send<T>(method: string, path: string, body?: unknown, headers: object = {}): Promise<T> {
    const { onRetry, wait = (ms: number) => delay(ms) } = this.options;
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.attempt<T>(method, path, body, headers);
      if ('value' in outcome) return outcome.value;
      if (!worthRetrying(outcome.attempted) || attempt >= MOST_ATTEMPTS) throw outcome.error;
      onRetry?.();
      await wait(waitBefore(attempt + 1, outcome.attempted, Math.random()));
    }
  }

  private async attempt<T>(method: string, path: string, body: unknown, headers: object) {
    try {
      const response = await fetch(this.options.url + path, {
        method,
        headers: { ...this.standingHeaders(body !== undefined), ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        redirect: 'manual',
        signal: AbortSignal.timeout(ATTEMPT_TIMEOUT_MS),
      });
      this.jar.take(response.headers.getSetCookie());
      const text = await response.text();
      if (response.ok) return { value: (text === '' ? undefined : JSON.parse(text)) as T };
      return refused(`${method} ${path}`, response, text);
    } catch (error) {
      return { attempted: { status: undefined } satisfies Attempted, error: noAnswer(`${method} ${path}`, error) };
    }
  }

  private standingHeaders(hasBody: boolean): Record<string, string> {
    const cookie = this.jar.header();
    return {
      accept: 'application/json',
      'user-agent': 'Mozilla/5.0 (Mercury simulator)',
      ...(hasBody && { 'content-type': 'application/json', origin: this.options.origin }),
      ...this.passage,
      ...(cookie && { cookie }),
    };
  }
}

function refused(request: string, response: Response, text: string): { attempted: Attempted; error: Error } {
  const problem = parseProblem(text);
  const attempted = {
    status: response.status,
    retryable: problem?.retryable,
    retryAfter: response.headers.get('retry-after'),
  };
  if (!problem || response.status >= 500)
    return { attempted, error: new Failure(`${request}: ${response.status} ${problem?.code ?? text.slice(0, 200)}`) };
  const fields = (problem.errors ?? []).map((error) => JSON.stringify(error)).join(' ');
  const detail = [problem.detail ?? problem.title, fields].filter(Boolean).join(' ');
  return { attempted, error: new Refusal(problem.code, response.status, `${request}: ${detail}`) };
}

function parseProblem(text: string): Problem | undefined {
  try {
    const problem = JSON.parse(text) as Problem;
    return typeof problem.code === 'string' ? problem : undefined;
  } catch {
    // A proxy's own page, say: not from the shop.
    return undefined;
  }
}

function noAnswer(request: string, error: unknown): Failure {
  const cause = error instanceof Error ? ((error.cause as Error | undefined)?.message ?? error.message) : String(error);
  return new Failure(`${request}: ${cause}`, { cause: error });
}
