import { Module, type DynamicModule } from '@nestjs/common';
import { Metrics } from './metrics';
import { carryTraces } from './tracing';
import { MetricsController } from './metrics.controller';

/** Prometheus metrics at `/metrics`, inject `Metrics` to register more; and trace ids travel through the process. */
@Module({})
export class ObservabilityModule {
  static forRoot(service: string): DynamicModule {
    carryTraces();
    return {
      module: ObservabilityModule,
      global: true,
      controllers: [MetricsController],
      providers: [{ provide: Metrics, useFactory: () => new Metrics(service) }],
      exports: [Metrics],
    };
  }
}
