import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AssessPaymentHandler } from './assess/assess-payment.handler';
import { RiskOptions } from './assess/risk-options';
import { loadModel } from './model/load-model';
import { ListReviewsHandler } from './review/list-reviews.handler';
import { ResolveReviewHandler } from './review/resolve-review.handler';
import { RiskController } from './risk.controller';
import { RiskMetrics } from './risk.metrics';

export interface RiskModuleOptions {
  /** A model file; without it the model that Mercury ships. */
  readonly modelFile?: string;
  /** True where cards are Stripe's test numbers, which everybody shares. */
  readonly testCards?: boolean;
}

/** Fraud scores, decisions and the review queue. */
@Module({})
export class RiskModule {
  static forRoot({ modelFile, testCards = false }: RiskModuleOptions): DynamicModule {
    return {
      module: RiskModule,
      imports: [CqrsModule],
      controllers: [RiskController],
      providers: [
        { provide: RiskOptions, useFactory: (): RiskOptions => ({ model: loadModel(modelFile), testCards }) },
        RiskMetrics,
        AssessPaymentHandler,
        ListReviewsHandler,
        ResolveReviewHandler,
      ],
    };
  }
}
