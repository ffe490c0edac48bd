import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { parseForm } from './form';
import type { PaymentIntent } from './objects';
import type { PaymentIntents } from './payment-intents';
import type { EmulatorState } from './state';

const page = readFileSync(join(__dirname, 'challenge.html'), 'utf8');

/** The page that plays the bank: approve or fail, then back to the shop. */
export class ChallengePage {
  /** Where a challenge sends the shopper; kept apart since approving clears the intent's next action. */
  private readonly returnUrls = new Map<string, string>();

  constructor(
    private readonly state: EmulatorState,
    private readonly intents: PaymentIntents,
  ) {}

  handle(request: IncomingMessage, response: ServerResponse, url: URL, body: string): void {
    const intent = this.state.intents.get(url.pathname.split('/').at(-1) ?? '');
    if (!intent || url.searchParams.get('secret') !== intent.client_secret) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such challenge.');
      return;
    }
    const back = returnUrlOf(intent) ?? this.returnUrls.get(intent.id);
    if (back) this.returnUrls.set(intent.id, back);
    if (request.method === 'POST') {
      this.intents.answerChallenge(intent.id, parseForm(body)['answer'] === 'approve');
      this.state.changed();
    }
    if (intent.status === 'requires_action') show(response, intent, this.state);
    else redirect(response, intent, back);
  }
}

function returnUrlOf(intent: PaymentIntent): string | undefined {
  const action = intent.next_action as { redirect_to_url?: { return_url?: string } } | null;
  return action?.redirect_to_url?.return_url;
}

function show(response: ServerResponse, intent: PaymentIntent, state: EmulatorState): void {
  const method = state.methods.get(String(intent.payment_method));
  const card = method?.card as unknown as { brand: string; last4: string } | undefined;
  const money = new Intl.NumberFormat('en-IE', { style: 'currency', currency: intent.currency });
  const digits = money.resolvedOptions().maximumFractionDigits ?? 2;
  const html = page
    .replace('{{amount}}', money.format(intent.amount / 10 ** digits))
    .replace('{{card}}', card ? `${card.brand} •••• ${card.last4}` : 'card');
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  });
  response.end(html);
}

/** Back to the shop with the parameters that Stripe adds. */
function redirect(response: ServerResponse, intent: PaymentIntent, back: string | undefined): void {
  if (!back) return void response.writeHead(200, { 'content-type': 'text/plain' }).end(`Payment: ${intent.status}`);
  const target = new URL(back);
  target.searchParams.set('payment_intent', intent.id);
  target.searchParams.set('payment_intent_client_secret', intent.client_secret);
  target.searchParams.set('redirect_status', intent.status === 'requires_payment_method' ? 'failed' : 'succeeded');
  response.writeHead(303, { location: target.toString() }).end();
}
