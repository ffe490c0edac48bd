import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault, Faults } from './faults';
import type { EmulatorState } from './state';
import type { Webhooks, WebhookManners } from './webhooks';

interface Parts {
  readonly state: EmulatorState;
  readonly webhooks: Webhooks;
  readonly faults: Faults;
}

/**
 * What Stripe has no address for, under `/emulator`: `GET` counts, `POST …/manners` changes how webhooks arrive,
 * `POST …/faults` plays faults on the next calls (mode `none` forgets those that were not played yet), `POST …/redeliver` sends every event once more.
 */
export function adminRoute(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  body: string,
  { state, webhooks, faults }: Parts,
): void {
  const answer = (status: number, content: unknown) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
  if (request.method === 'GET' && url.pathname === '/emulator')
    return answer(200, {
      service: 'Stripe emulator of Mercury, for development only',
      webhooks: webhooks.manners,
      intents: state.intents.size,
      events: state.events.size,
    });
  if (request.method !== 'POST') return answer(404, { error: 'unknown' });
  const content = parse(body);
  if (!content) return answer(400, { error: 'the body is not a JSON object' });
  switch (url.pathname) {
    case '/emulator/manners':
      webhooks.manners = { ...webhooks.manners, ...(content as Partial<WebhookManners>) };
      return answer(200, webhooks.manners);
    case '/emulator/faults':
      if (content['mode'] === 'none') faults.clear();
      else faults.add({ ...(content as unknown as Fault), times: Number(content['times'] ?? 1) });
      return answer(200, content);
    case '/emulator/redeliver':
      for (const event of state.events.values()) webhooks.deliver(event);
      return answer(200, { redelivered: state.events.size });
    default:
      return answer(404, { error: 'unknown' });
  }
}

function parse(body: string): Record<string, unknown> | undefined {
  try {
    const content: unknown = JSON.parse(body || '{}');
    return typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
