import type { PaymentClientConfig } from '@mercury/payment/contracts';
import { Failure, Refusal } from '../client/shop-error';
import type { ShopClient } from '../client/shop-client';
import type { TestCard } from './cards';

const TIMEOUT_MS = 15_000;

/** The shop as its visitors know it: its address, and what it lets the simulator pass by. */
type Shop = Pick<ShopClient, 'url' | 'passage'>;

/**
 * Turns a card into a payment method as a browser does: the number goes to Stripe (here: its emulator) and never to the
 * shop. The real Stripe takes no numbers from programs: there the test method of the same card stands in. The
 * emulator's address counts from the shop's, which lets the simulator pass.
 */
export async function tokenise(config: PaymentClientConfig, card: TestCard, name: string, shop: Shop): Promise<string> {
  if (!config.tokenUrl) return card.methodId;
  const address = new URL(config.tokenUrl, shop.url);
  const response = await fetch(address, {
    method: 'POST',
    headers: { authorization: `Bearer ${config.publishableKey}`, ...passageTo(address, shop) },
    body: new URLSearchParams({
      type: 'card',
      'card[number]': card.number,
      'card[exp_month]': '12',
      'card[exp_year]': String(new Date().getUTCFullYear() + 3),
      'card[cvc]': '123',
      'billing_details[name]': name,
    }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const answer = (await response.json()) as { id?: string; error?: { code?: string; message?: string } };
  if (answer.id) return answer.id;
  if (response.status >= 500) throw new Failure(`the card could not be read: ${response.status}`);
  throw new Refusal(
    `stripe.${answer.error?.code ?? 'unknown'}`,
    response.status,
    answer.error?.message ?? 'card refused',
  );
}

/** Approves a 3-D Secure challenge of the emulator, as the shopper does on the bank's page. */
export async function answerChallenge(url: string, shop: Shop): Promise<void> {
  const address = new URL(url, shop.url);
  const response = await fetch(address, {
    method: 'POST',
    headers: passageTo(address, shop),
    body: new URLSearchParams({ answer: 'approve' }),
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (response.status >= 400) throw new Failure(`the 3-D Secure page answers ${response.status}`);
}

/** The key is the shop's: nobody else gets to see it. */
function passageTo(address: URL, shop: Shop): Record<string, string> {
  return address.origin === new URL(shop.url).origin ? shop.passage : {};
}
