export { configureGateway, drainGateway } from './lib/configure-gateway';
export { GatewayModule } from './lib/gateway.module';
export type { GatewayOptions } from './lib/gateway.options';
export { commandRecords } from './lib/idempotency/idempotency-store';
export { guessesKey } from './lib/limits/rate-limiter';
