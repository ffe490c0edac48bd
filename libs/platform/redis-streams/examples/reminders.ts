import { Injectable } from '@nestjs/common';

/** Reminders by loan. Stands for a table: an event may come twice, and is written once. */
@Injectable()
export class Reminders {
  readonly dueOn = new Map<string, string>();
  private readonly seen = new Set<string>();

  /** In SQL, in one transaction: `INSERT INTO inbox (grp, id) … ON CONFLICT DO NOTHING`, and the change if a row was added. */
  once(messageId: string, change: () => void): void {
    if (this.seen.has(messageId)) return;
    change();
    this.seen.add(messageId);
  }
}
