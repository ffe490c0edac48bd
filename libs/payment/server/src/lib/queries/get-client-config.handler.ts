import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { PaymentClientConfig } from '@mercury/payment/contracts';
import { PAYMENT_OPTIONS, type PaymentOptions } from '../payment.options';
import { GetClientConfig } from './get-client-config.query';

/** Where the gateway lets the browser reach the emulator, which is on no public address of its own. */
const EMULATOR_TOKEN_URL = '/api/payments/emulator/v1/payment_methods';

@QueryHandler(GetClientConfig)
export class GetClientConfigHandler implements IQueryHandler<GetClientConfig> {
  constructor(@Inject(PAYMENT_OPTIONS) private readonly options: PaymentOptions) {}

  async execute(): Promise<PaymentClientConfig> {
    const { publishableKey, emulatorUrl } = this.options;
    return emulatorUrl === undefined
      ? { publishableKey, mode: 'stripe' }
      : { publishableKey, mode: 'emulator', tokenUrl: EMULATOR_TOKEN_URL };
  }
}
