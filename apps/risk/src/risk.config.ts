import { IsOptional, IsString, Matches } from 'class-validator';
import { loadConfig, PlatformConfig } from '@mercury/platform/config';

/** What the risk service needs to know. */
export class RiskConfig extends PlatformConfig {
  override internalPort = 3104;

  /** A model made by `nx run risk:train` or another trainer; without it the model that Mercury ships. */
  @IsOptional()
  @IsString()
  riskModelFile?: string;

  /** Says whether cards are real: Stripe's test numbers (`pk_test_…`) are shared by everybody who tries the shop. */
  @IsOptional()
  @Matches(/^pk_/)
  stripePublishableKey?: string;

  get testCards(): boolean {
    return this.stripePublishableKey?.startsWith('pk_test_') ?? false;
  }
}

export const config = loadConfig(RiskConfig);
