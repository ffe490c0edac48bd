import { Controller, Get, Headers, HttpCode, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import type { PaymentClientConfig } from '@mercury/payment/contracts';
import { DomainError, UnavailableError } from '@mercury/platform/errors';
import { Answers } from '../openapi/answers.decorator';
import { deadlines, Services } from '../rpc/services';

/** What the card form needs, and Stripe's door. */
@ApiTags('payments')
@Controller('api/payments')
export class PaymentsController {
  constructor(private readonly services: Services) {}

  @Get('config')
  @Answers('PaymentClientConfig')
  config(): Promise<PaymentClientConfig> {
    return this.services.call('payment.get-client-config', {}, deadlines.read);
  }

  /**
   * Passes a webhook on as the bytes that Stripe signed, and answers when it is stored. While payment is away the answer
   * is 503, so that Stripe sends it again; only a signature that does not hold is refused for good.
   */
  @Post('webhooks/stripe')
  @HttpCode(200)
  @Answers('WebhookReceipt')
  async webhook(@Req() request: Request, @Headers('stripe-signature') signature?: string): Promise<{ received: true }> {
    const body: unknown = request.body;
    if (!signature || !Buffer.isBuffer(body))
      throw new DomainError('payment.bad_signature', { status: 400, message: 'No signature, or no body' });
    try {
      const message = { body: body.toString('utf8'), signature };
      await this.services.call('payment.receive-webhook', message, deadlines.command);
    } catch (error) {
      if (error instanceof DomainError && error.status < 500) throw error;
      throw new UnavailableError('payment.webhook_not_taken', { cause: error });
    }
    return { received: true };
  }
}
