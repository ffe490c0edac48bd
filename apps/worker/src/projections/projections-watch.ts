import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { EventStore } from '@mercury/platform/event-store';
import { HealthChecks } from '@mercury/platform/health';
import { Metrics } from '@mercury/platform/observability';
import { backlogOf, type Backlog } from './backlog';
import { ProjectionsService } from './projections.service';
import { ReaderGuide } from './reader-guide';

const EVERY_MS = 5_000;
const LATE_SECONDS = 30;

interface Observation extends Backlog {
  readonly name: string;
  /** False while the rows wait for a replay by the present version of the code. */
  readonly current: boolean;
  readonly pausedParts: number;
}

/**
 * Looks every few seconds how far each read model is behind, for health and metrics. A paused part or a late read model
 * degrades the worker, by name; it does not take it down, since the others go on.
 */
@Injectable()
export class ProjectionsWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Projections');
  private readonly guide: ReaderGuide;
  private timer?: NodeJS.Timeout;
  private seen: readonly Observation[] = [];
  private troubles: readonly string[] = [];

  constructor(
    private readonly projections: ProjectionsService,
    private readonly store: EventStore,
    checks: HealthChecks,
    metrics: Metrics,
  ) {
    this.guide = new ReaderGuide(projections.writer);
    checks.register({ name: 'projections', required: false, check: async () => this.refuseTroubles() });
    this.gauge(metrics, 'mercury_projection_lag_events', 'Events not folded yet, counted to 2,000', ({ lag }) => lag);
    this.gauge(
      metrics,
      'mercury_projection_freshness_seconds',
      'Age of the oldest event that is not folded yet',
      ({ ageSeconds }) => ageSeconds,
    );
    this.gauge(
      metrics,
      'mercury_projection_paused_parts',
      'Parts that stand still behind an event that cannot be folded',
      ({ pausedParts }) => pausedParts,
    );
  }

  onApplicationBootstrap(): void {
    const next = () => {
      this.timer = setTimeout(() => {
        this.look()
          .catch((error: unknown) => this.logger.warn(`could not look at the projections: ${String(error)}`))
          .finally(() => this.timer && next());
      }, EVERY_MS);
      this.timer.unref();
    };
    next();
  }

  onModuleDestroy(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private async look(): Promise<void> {
    const { writer, paused, runners } = this.projections;
    const standing = await paused.list();
    const seen: Observation[] = [];
    for (const { projection } of runners) {
      if (!('tables' in projection)) await this.guide.follow(projection);
      const backlog = await backlogOf(this.store, projection, await writer.livePositions(projection));
      const pausedParts = standing.filter((part) => part.projection === projection.name).length;
      const current = (await writer.live(projection))?.version === projection.version;
      seen.push({ name: projection.name, current, ...backlog, pausedParts });
    }
    this.seen = seen;
    this.troubles = [
      ...standing.map((part) => `${part.projection} part ${part.part} is paused at ${part.position}: ${part.error}`),
      ...seen.filter(({ current }) => !current).map(({ name }) => `${name} is of an older version: replay it`),
      ...seen
        .filter(({ ageSeconds, pausedParts }) => ageSeconds > LATE_SECONDS && pausedParts === 0)
        .map(({ name, ageSeconds }) => `${name} is ${Math.round(ageSeconds)} s behind`),
    ];
  }

  private refuseTroubles(): void {
    if (this.troubles.length > 0) throw new Error(this.troubles.join('; '));
  }

  private gauge(metrics: Metrics, name: string, help: string, valueOf: (observation: Observation) => number): void {
    const observations = () => this.seen;
    new Gauge({
      name,
      help,
      labelNames: ['projection'],
      registers: [metrics],
      collect() {
        for (const observation of observations()) this.set({ projection: observation.name }, valueOf(observation));
      },
    });
  }
}
