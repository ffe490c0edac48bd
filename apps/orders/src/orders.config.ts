import { loadConfig, PlatformConfig } from '@mercury/platform/config';

/** What the orders service needs to know. */
export class OrdersConfig extends PlatformConfig {
  override internalPort = 3102;
}

export const config = loadConfig(OrdersConfig);
