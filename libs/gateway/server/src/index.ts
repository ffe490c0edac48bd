export { configureGateway, drainGateway } from './lib/configure-gateway';
export { GatewayModule } from './lib/gateway.module';
export type { GatewayOptions } from './lib/gateway.options';
