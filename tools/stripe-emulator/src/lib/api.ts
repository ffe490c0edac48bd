import type { IncomingMessage, ServerResponse } from 'node:http';
import { expand } from './expand';
import type { Faults } from './faults';
import { list, parseForm, type FormObject } from './form';
import { freshId } from './ids';
import type { Answer, Idempotency } from './idempotency';
import { routesOf, type Services } from './routes';
import { StripeApiError, invalidRequest } from './stripe-error';

/** Later than callers wait who have other things to do. */
const LATE_MS = 5_000;

/** Stripe's API over HTTP: keys, parameters, idempotency, errors and headers as the SDK expects them. */
export class StripeApi {
  private readonly routes;

  constructor(
    private readonly services: Services,
    private readonly idempotency: Idempotency,
    private readonly faults: Faults,
    private readonly apiVersion: string,
  ) {
    this.routes = routesOf(services);
  }

  handle(request: IncomingMessage, response: ServerResponse, url: URL, body: string): void {
    const requestId = freshId('req', 14);
    const fault = this.faults.take(url.pathname, request.method);
    if (fault?.mode === 'hang') return;
    response.setHeader('request-id', requestId);
    response.setHeader('stripe-version', this.apiVersion);
    const key = header(request, 'idempotency-key');
    this.services.events.causedBy(requestId, key);
    try {
      if (fault?.mode === 'error')
        throw new StripeApiError(500, { type: 'api_error', message: 'A fault that was asked for.' });
      const answer = this.answer(request, url, body, key);
      if (fault?.mode === 'drop') return void response.destroy();
      if (answer.replayed) response.setHeader('idempotent-replayed', 'true');
      if (fault?.mode === 'late')
        return void setTimeout(() => send(response, answer), fault.delayMs ?? LATE_MS).unref();
      send(response, answer);
    } catch (error) {
      send(response, errorAnswer(error));
    } finally {
      this.services.state.changed();
    }
  }

  private answer(request: IncomingMessage, url: URL, body: string, key: string | undefined) {
    const route = this.routes.find(({ method, pattern }) => method === request.method && pattern.test(url.pathname));
    if (!route)
      throw invalidRequest(`Unrecognized request URL (${request.method}: ${url.pathname}).`, undefined, undefined, 404);
    this.authenticate(request, route.public ?? false);
    const id = route.pattern.exec(url.pathname)?.[1] ?? '';
    const params: FormObject = { ...parseForm(url.search.slice(1)), ...parseForm(body) };
    const work = () =>
      declineAsAnswer(() => expand(route.handle(id, params), list(params, 'expand'), this.services.state));
    return request.method === 'GET'
      ? { ...work(), replayed: false }
      : this.idempotency.run(key, `${request.method} ${url.pathname} ${body}`, work);
  }

  private authenticate(request: IncomingMessage, allowPublic: boolean): void {
    const [scheme, credentials = ''] = (header(request, 'authorization') ?? '').split(' ');
    const key = scheme === 'Basic' ? Buffer.from(credentials, 'base64').toString().split(':')[0] : credentials;
    if (key?.startsWith('sk_test_') || (allowPublic && key?.startsWith('pk_test_'))) return;
    throw invalidRequest(
      key ? `Invalid API Key provided: ${key.slice(0, 8)}****` : 'You did not provide an API key.',
      undefined,
      undefined,
      401,
    );
  }
}

/** A decline is an answer, stored under its key like any other; refused parameters are not. */
function declineAsAnswer(work: () => unknown): Answer {
  try {
    return { status: 200, body: work() };
  } catch (error) {
    if (error instanceof StripeApiError && error.status === 402) return errorAnswer(error);
    throw error;
  }
}

function errorAnswer(error: unknown): Answer {
  if (error instanceof StripeApiError) return { status: error.status, body: { error: error.body } };
  return { status: 500, body: { error: { type: 'api_error', message: String(error) } } };
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body, null, 2));
}
