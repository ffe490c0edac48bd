export { riskMigrations } from './lib/migrations';
export { loadModel } from './lib/model/load-model';
export { riskProjections } from './lib/projections';
export { RiskModule, type RiskModuleOptions } from './lib/risk.module';
export { riskEventTypes } from './lib/events/risk.event-types';
