import { createHmac } from 'node:crypto';
import type { StripeEvent } from './objects';
import type { EmulatorState } from './state';

/** How badly the network behaves: what a receiver must bear. */
export interface WebhookManners {
  /** Each delivery starts this much late. */
  readonly delayMs: number;
  /** How often each event is delivered. */
  readonly copies: number;
  /** Events are gathered for a moment and sent last first. */
  readonly shuffle: boolean;
}

export const politeManners: WebhookManners = { delayMs: 0, copies: 1, shuffle: false };

const GATHER_MS = 250;
const ATTEMPTS = 10;
const ANSWER_WITHIN_MS = 10_000;

/** Delivers events to one URL, signed as Stripe signs, and again with growing pauses until it answers 2xx. */
export class Webhooks {
  private readonly timers = new Set<NodeJS.Timeout>();
  private gathered: StripeEvent[] = [];
  private stopped = false;
  manners: WebhookManners;

  constructor(
    private readonly target: { readonly url?: string; readonly secret: string },
    private readonly state: EmulatorState,
    manners: Partial<WebhookManners> = {},
  ) {
    this.manners = { ...politeManners, ...manners };
  }

  /** What was not delivered before the emulator stopped is delivered now. */
  resume(): void {
    for (const event of this.state.events.values()) if (event.pending_webhooks > 0) this.deliver(event);
  }

  deliver(event: StripeEvent): void {
    if (!this.target.url) return;
    if (!this.manners.shuffle) return this.schedule(event);
    if (this.gathered.length === 0)
      this.later(GATHER_MS, () => {
        for (const late of this.gathered.reverse()) this.schedule(late);
        this.gathered = [];
      });
    this.gathered.push(event);
  }

  stop(): void {
    this.stopped = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }

  private schedule(event: StripeEvent): void {
    for (let copy = 0; copy < this.manners.copies; copy += 1)
      this.later(this.manners.delayMs + copy * 50, () => void this.send(event, 1));
  }

  private async send(event: StripeEvent, attempt: number): Promise<void> {
    const body = JSON.stringify(event, null, 2);
    try {
      const answer = await fetch(String(this.target.url), {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Stripe/1.0 (emulator)',
          'stripe-signature': signatureHeader(body, this.target.secret, new Date()),
        },
        body,
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`webhook answered ${answer.status}`);
      event.pending_webhooks = 0;
      this.state.changed();
    } catch {
      if (attempt < ATTEMPTS)
        this.later(Math.min(60_000, 500 * 2 ** attempt), () => void this.send(event, attempt + 1));
    }
  }

  private later(delayMs: number, work: () => void): void {
    if (this.stopped) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      work();
    }, delayMs);
    this.timers.add(timer);
  }
}

/** `t=…,v1=…`: HMAC-SHA256 over the time and the raw body. */
export function signatureHeader(body: string, secret: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
