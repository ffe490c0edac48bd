import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import type { PaymentRpc } from '@mercury/payment/contracts';
import { REDIS_STREAMS } from '@mercury/platform/redis-streams';
import { AuthorisePayment } from './commands/authorise-payment.command';
import { CapturePayment } from './commands/capture-payment.command';
import { RefundPayment } from './commands/refund-payment.command';
import { VoidPayment } from './commands/void-payment.command';
import { GetClientConfig } from './queries/get-client-config.query';
import { GetPayment } from './queries/get-payment.query';
import { ReceiveWebhook } from './webhooks/receive-webhook.command';

type Request<Pattern extends keyof PaymentRpc> = PaymentRpc[Pattern]['request'];

/** The door of payments: each pattern is one command or one query. */
@Controller()
export class PaymentController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @MessagePattern('payment.get-client-config', REDIS_STREAMS)
  config() {
    return this.queries.execute(new GetClientConfig());
  }

  @MessagePattern('payment.get', REDIS_STREAMS)
  get(@Payload() request: Request<'payment.get'>) {
    return this.queries.execute(new GetPayment(request));
  }

  @MessagePattern('payment.authorise', REDIS_STREAMS)
  authorise(@Payload() request: Request<'payment.authorise'>) {
    return this.commands.execute(new AuthorisePayment(request));
  }

  @MessagePattern('payment.capture', REDIS_STREAMS)
  capture(@Payload() request: Request<'payment.capture'>) {
    return this.commands.execute(new CapturePayment(request));
  }

  @MessagePattern('payment.void', REDIS_STREAMS)
  void(@Payload() request: Request<'payment.void'>) {
    return this.commands.execute(new VoidPayment(request));
  }

  @MessagePattern('payment.refund', REDIS_STREAMS)
  refund(@Payload() request: Request<'payment.refund'>) {
    return this.commands.execute(new RefundPayment(request));
  }

  @MessagePattern('payment.receive-webhook', REDIS_STREAMS)
  webhook(@Payload() request: Request<'payment.receive-webhook'>) {
    return this.commands.execute(new ReceiveWebhook(request));
  }
}
