import { freshId } from './ids';
import type { StripeEvent } from './objects';
import type { EmulatorState } from './state';

/** What happened, in order, each with a copy of its object as it was then; every event goes to the webhook as well. */
export class EventLog {
  private listener: (event: StripeEvent) => void = () => undefined;
  private request: { id: string; idempotency_key: string | null } = { id: '', idempotency_key: null };

  constructor(
    private readonly state: EmulatorState,
    private readonly now: () => Date,
    private readonly apiVersion: string,
  ) {}

  onEvent(listener: (event: StripeEvent) => void): void {
    this.listener = listener;
  }

  /** Events name the request that caused them. */
  causedBy(id: string, idempotencyKey: string | undefined): void {
    this.request = { id, idempotency_key: idempotencyKey ?? null };
  }

  emit(type: string, object: object): void {
    const event: StripeEvent = {
      id: freshId('evt'),
      object: 'event',
      api_version: this.apiVersion,
      created: Math.floor(this.now().getTime() / 1000),
      data: { object: structuredClone(object) },
      livemode: false,
      pending_webhooks: 1,
      request: this.request,
      type,
    };
    this.state.events.set(event.id, event);
    this.listener(event);
  }
}
