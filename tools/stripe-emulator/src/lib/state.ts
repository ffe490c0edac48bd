import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Charge, IdempotentAnswer, PaymentIntent, PaymentMethod, Refund, StripeEvent } from './objects';

const KEPT = { methods: 5_000, intents: 5_000, charges: 10_000, refunds: 5_000, events: 5_000, answers: 10_000 };
const SAVE_DELAY_MS = 200;

/** Everything the emulator knows, in memory; with a file it survives a restart. The oldest are dropped past a bound. */
export class EmulatorState {
  readonly methods = new Map<string, PaymentMethod>();
  /** Kept apart from the method, which never shows it: what its card will do. */
  readonly cardNumbers = new Map<string, string>();
  readonly intents = new Map<string, PaymentIntent>();
  readonly charges = new Map<string, Charge>();
  readonly refunds = new Map<string, Refund>();
  readonly events = new Map<string, StripeEvent>();
  readonly answers = new Map<string, IdempotentAnswer>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly file?: string) {
    if (file && existsSync(file)) this.load(file);
  }

  /** Notes that something changed: the file is written soon, once for many changes. */
  changed(): void {
    for (const [name, bound] of Object.entries(KEPT)) trim(this.map(name), bound);
    trim(this.cardNumbers, KEPT.methods);
    if (this.file) this.timer ??= setTimeout(() => this.save(), SAVE_DELAY_MS);
  }

  /** Writes beside the file, then renames: a kill in between leaves the old one whole. */
  save(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.file) return;
    const names = [...Object.keys(KEPT), 'cardNumbers'];
    const content = Object.fromEntries(names.map((name) => [name, [...this.map(name)]]));
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(`${this.file}.new`, JSON.stringify(content), { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }

  private load(file: string): void {
    const content = JSON.parse(readFileSync(file, 'utf8')) as Record<string, [string, unknown][]>;
    for (const [name, entries] of Object.entries(content)) {
      const map = this.map(name);
      for (const [id, value] of entries) map.set(id, value);
    }
  }

  private map(name: string): Map<string, unknown> {
    return (this as unknown as Record<string, Map<string, unknown>>)[name] ?? new Map();
  }
}

function trim(map: Map<string, unknown>, bound: number): void {
  for (const key of map.keys()) {
    if (map.size <= bound) return;
    map.delete(key);
  }
}
