import { Controller, Get } from '@nestjs/common';
import {
  HealthCheck,
  HealthCheckService,
  HealthIndicatorService,
  type HealthCheckResult,
  type HealthIndicatorResult,
} from '@nestjs/terminus';
import { HealthChecks, type HealthCheckEntry } from './health-checks';

const TIMEOUT_MS = 1_500;

/** `live`: the process runs. `startup`: it has finished starting. `ready`: everything it needs answers now, each by name. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly checks: HealthChecks,
  ) {}

  @Get('live')
  @HealthCheck()
  live(): Promise<HealthCheckResult> {
    return this.health.check([]);
  }

  @Get('startup')
  @HealthCheck()
  startup(): Promise<HealthCheckResult> {
    const indicator = this.indicators.check('startup');
    return this.health.check([() => (this.checks.started ? indicator.up() : indicator.down())]);
  }

  @Get('ready')
  @HealthCheck()
  ready(): Promise<HealthCheckResult> {
    return this.health.check(this.checks.entries.map((entry) => () => this.indicate(entry)));
  }

  private async indicate({ name, check, required = true }: HealthCheckEntry): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check(name);
    try {
      const works = await withTimeout(check());
      if (works !== false) return indicator.up();
      return required ? indicator.down() : indicator.up({ degraded: true });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return required ? indicator.down({ message }) : indicator.up({ degraded: true, message });
    }
  }
}

function withTimeout<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${TIMEOUT_MS} ms`)), TIMEOUT_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
