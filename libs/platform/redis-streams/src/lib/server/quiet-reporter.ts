import { reasonOf } from '../consume/reason-of';

const AGAIN_AFTER_MS = 30_000;
const KINDS_AT_MOST = 100;

/**
 * Says each kind of trouble once, and again after half a minute with how often it came: a Redis that is away for an hour
 * must not fill the disk (600 lines a second in one report: comet-ml/opik #5525).
 */
export class QuietReporter {
  private readonly said = new Map<string, { at: number; since: number }>();

  constructor(
    private readonly say: (text: string) => void,
    private readonly now = Date.now,
  ) {}

  report(error: unknown): void {
    const message = reasonOf(error);
    // Ids and numbers differ from line to line; the trouble is the same.
    const kind = message.replace(/\d+/g, '#').slice(0, 200);
    const last = this.said.get(kind);
    const now = this.now();
    if (last && now - last.at < AGAIN_AFTER_MS) {
      last.since += 1;
      return;
    }
    if (this.said.size >= KINDS_AT_MOST) this.said.clear();
    this.said.set(kind, { at: now, since: 0 });
    const text = error instanceof Error ? (error.stack ?? message) : message;
    this.say(last && last.since > 0 ? `${text} (and ${last.since} times since)` : text);
  }
}
