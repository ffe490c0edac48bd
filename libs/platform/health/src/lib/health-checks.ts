import { Injectable } from '@nestjs/common';

/** A dependency by name. `check` rejects, or resolves to false, when it does not work. */
export interface HealthCheckEntry {
  readonly name: string;
  readonly check: () => Promise<boolean | void>;
  /** False for a dependency without which the service still does its job, degraded. Default true. */
  readonly required?: boolean;
}

/** What this process depends on. Modules register their own. */
@Injectable()
export class HealthChecks {
  readonly entries: HealthCheckEntry[] = [];
  started = false;

  register(entry: HealthCheckEntry): void {
    this.entries.push(entry);
  }
}
