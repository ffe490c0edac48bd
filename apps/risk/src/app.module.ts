import { Module } from '@nestjs/common';
import { platformModules } from '@mercury/platform/service';
import { riskEventTypes, RiskModule } from '@mercury/risk/server';
import { config } from './risk.config';

/** Fraud scores, decisions and the review queue. */
@Module({
  imports: [
    ...platformModules({ name: 'risk', config, eventTypes: riskEventTypes }),
    RiskModule.forRoot({ modelFile: config.riskModelFile, testCards: config.testCards }),
  ],
})
export class AppModule {}
