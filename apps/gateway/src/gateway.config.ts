import { randomBytes } from 'node:crypto';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, IsUrl, Matches, Max, Min, MinLength, ValidateIf } from 'class-validator';
import { loadConfig, PlatformConfig } from '@mercury/platform/config';

/** What the gateway needs to know. */
export class GatewayConfig extends PlatformConfig {
  override internalPort = 3100;

  /** Where browsers and Stripe reach the API. */
  @IsString()
  host = '127.0.0.1';

  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65_535)
  port = 3000;

  /** Where browsers reach the shop. */
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  publicUrl = 'http://localhost:4200';

  /** Signs visitor ids and CSRF tokens. Production refuses to start without one; elsewhere one is drawn for this run. */
  @ValidateIf(({ nodeEnv, sessionSecret }: GatewayConfig) => nodeEnv === 'production' || sessionSecret !== '')
  @MinLength(32, { message: 'must have at least 32 characters' })
  sessionSecret = '';

  /** Wraps the keys of personal data. Losing it loses every account, so none is ever made up. */
  @Matches(/^[0-9a-f]{64}$/i, { message: 'must be 64 hexadecimal digits' })
  personalDataKey!: string;

  @IsOptional()
  @MinLength(32)
  simulatorKey?: string;

  /** Stripe's emulator; absent when the shop takes real money. */
  @IsOptional()
  @IsUrl({ require_tld: false, require_protocol: true })
  stripeApiBase?: string;

  /** Whose X-Forwarded-For is believed, separated by commas: the storefront and load balancers in front of us. */
  @IsString()
  trustedProxies = 'loopback,uniquelocal';
}

export const config = loadConfig(GatewayConfig);

/** The secret in force. */
export const sessionSecret = config.sessionSecret || randomBytes(32).toString('hex');
