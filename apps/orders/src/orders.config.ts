import { Matches } from 'class-validator';
import { loadConfig, PlatformConfig } from '@mercury/platform/config';

/** What the orders service needs to know. */
export class OrdersConfig extends PlatformConfig {
  override internalPort = 3102;

  /** Wraps the keys by which addresses are sealed. Losing it loses every address, so none is ever made up. */
  @Matches(/^[0-9a-f]{64}$/i, { message: 'must be 64 hexadecimal digits' })
  personalDataKey!: string;
}

export const config = loadConfig(OrdersConfig);
