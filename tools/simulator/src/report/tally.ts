import { Refusal } from '../client/shop-error';

/** What is counted, in the order in which the report names it. */
export interface Counts {
  visitors: number;
  sessions: number;
  searches: number;
  views: number;
  adds: number;
  units: number;
  abandoned: number;
  placed: number;
  confirmed: number;
  revenueMinor: number;
  declined: number;
  inReview: number;
  cancelled: number;
  expired: number;
  challenged: number;
  unsettled: number;
  leftOut: number;
  retries: number;
}

/** One kind of thing that went otherwise: how often, and the first of it in words. */
export interface Noted {
  count: number;
  readonly example: string;
}

/** Everything that a run did, and everything that was refused or failed: by code, with an example, nothing dropped. */
export class Tally {
  readonly counts: Counts = {
    visitors: 0,
    sessions: 0,
    searches: 0,
    views: 0,
    adds: 0,
    units: 0,
    abandoned: 0,
    placed: 0,
    confirmed: 0,
    revenueMinor: 0,
    declined: 0,
    inReview: 0,
    cancelled: 0,
    expired: 0,
    challenged: 0,
    unsettled: 0,
    leftOut: 0,
    retries: 0,
  };
  /** By `code (status)`. */
  readonly refusals = new Map<string, Noted>();
  /** What should not have happened: no answer, an internal error, a defect. */
  readonly failures = new Map<string, Noted>();
  /** Why orders ended without a sale, in the words of their timeline. */
  readonly reasons = new Map<string, Noted>();

  add(name: keyof Counts, by = 1): void {
    this.counts[name] += by;
  }

  /** Notes an error where it belongs; `where` says which basket or shopper. Returns true for a refusal. */
  note(error: unknown, where: string): boolean {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof Refusal) {
      count(this.refusals, `${error.code} (${error.status})`, `${where}: ${message}`);
      return true;
    }
    count(this.failures, message.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|pm_\w+/g, '…'), `${where}: ${message}`);
    return false;
  }

  noteReason(reason: string, where: string): void {
    count(this.reasons, reason, where);
  }

  /** True when something did not work, as opposed to having been refused. */
  get failed(): boolean {
    return this.failures.size > 0 || this.counts.unsettled > 0;
  }
}

function count(notes: Map<string, Noted>, name: string, example: string): void {
  const noted = notes.get(name);
  if (noted) noted.count += 1;
  else notes.set(name, { count: 1, example });
}
