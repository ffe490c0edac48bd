import { createHash } from 'node:crypto';
import type { EmulatorState } from './state';
import { StripeApiError } from './stripe-error';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Stripe's rules for `Idempotency-Key`: the first answer is stored and repeated, declines included; other parameters
 * under the same key are refused. Refused parameters store nothing. Work is one synchronous step: two requests with one
 * key cannot overlap.
 */
export class Idempotency {
  constructor(
    private readonly state: EmulatorState,
    private readonly now: () => Date,
  ) {}

  run(key: string | undefined, request: string, work: () => Answer): Answer & { replayed: boolean } {
    if (!key) return { ...work(), replayed: false };
    const fingerprint = createHash('sha256').update(request).digest('hex');
    const known = this.state.answers.get(key);
    if (known && known.fingerprint !== fingerprint)
      throw new StripeApiError(400, {
        type: 'idempotency_error',
        message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
      });
    if (known) return { status: known.status, body: known.body, replayed: true };
    const answer = work();
    const { status, body } = answer;
    this.state.answers.set(key, { fingerprint, status, body: structuredClone(body), at: this.now().getTime() });
    return { ...answer, replayed: false };
  }
}
