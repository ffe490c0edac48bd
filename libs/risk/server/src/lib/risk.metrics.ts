import { Injectable } from '@nestjs/common';
import { Counter, Histogram } from 'prom-client';
import { Metrics } from '@mercury/platform/observability';
import type { AssessmentState } from '@mercury/risk/domain';

/** What operators see of the scores: how they spread, what was decided, how long it took. */
@Injectable()
export class RiskMetrics {
  private readonly scores: Histogram;
  private readonly decisions: Counter;
  private readonly durations: Histogram;

  constructor(metrics: Metrics) {
    const registers = [metrics];
    this.scores = new Histogram({
      name: 'mercury_risk_score',
      help: 'Probability of fraud of assessed payments',
      buckets: [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 0.99],
      registers,
    });
    this.decisions = new Counter({
      name: 'mercury_risk_decisions_total',
      help: 'Assessed payments by decision',
      labelNames: ['decision', 'model'],
      registers,
    });
    this.durations = new Histogram({
      name: 'mercury_risk_assess_seconds',
      help: 'Time to assess a payment, waiting for others of the same customer included',
      buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1],
      registers,
    });
  }

  assessed({ made }: AssessmentState): void {
    if (!made) return;
    if (made.probability !== null) this.scores.observe(made.probability);
    this.decisions.inc({ decision: made.decision, model: made.modelId });
  }

  async timed<T>(work: () => Promise<T>): Promise<T> {
    const end = this.durations.startTimer();
    try {
      return await work();
    } finally {
      end();
    }
  }
}
