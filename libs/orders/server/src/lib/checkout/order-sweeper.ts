import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CommandBus, type ICommand } from '@nestjs/cqrs';
import type { CheckoutStep } from '@mercury/orders/domain';
import { Clock, deterministicId } from '@mercury/shared/util-ids';
import type { Cause } from '@mercury/platform/event-store';
import { AssessRisk } from './assess-risk.command';
import { AuthorisePayment } from './authorise-payment.command';
import { CapturePayment } from './capture-payment.command';
import { DueOrders } from './due-orders';
import { ExpireOrder } from './expire-order.command';
import { SecureStock } from './secure-stock.command';
import { UnwindOrder } from './unwind-order.command';

const EVERY_MS = 5_000;
const BATCH = 50;

const stepCommands: Record<CheckoutStep, (orderId: string, cause: Cause) => ICommand> = {
  authorise: (orderId, cause) => new AuthorisePayment(orderId, cause, true),
  assess: (orderId, cause) => new AssessRisk(orderId, cause),
  'secure-stock': (orderId, cause) => new SecureStock(orderId, cause),
  capture: (orderId, cause) => new CapturePayment(orderId, cause),
  unwind: (orderId, cause) => new UnwindOrder(orderId, cause),
};

/**
 * Ends orders that were not paid in time, and takes up checkouts that stand still: after a peer was away longer than an
 * event is retried, or a message was lost with its Redis. Any number of processes may sweep.
 */
@Injectable()
export class OrderSweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(OrderSweeper.name);
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly due: DueOrders,
    private readonly commands: CommandBus,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const next = () => {
      this.timer = setTimeout(() => {
        this.sweep()
          .catch((error: unknown) => this.logger.warn(`sweep failed: ${String(error)}`))
          .finally(() => this.timer && next());
      }, EVERY_MS);
      this.timer.unref();
    };
    next();
  }

  onModuleDestroy(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** Does what is due by now; resolves to the numbers of orders expired and resumed. */
  async sweep(): Promise<{ expired: number; resumed: number }> {
    const now = this.clock.now();
    const expired = await this.due.expired(now, BATCH);
    for (const orderId of expired)
      await this.attempt(orderId, new ExpireOrder(orderId, { commandId: deterministicId('expire', orderId) }));
    const stalled = await this.due.takeStalled(now, BATCH);
    await Promise.all(
      stalled.map(({ orderId, step, resumes }) => {
        const commandId = deterministicId('resume', orderId, step, String(resumes), now.toISOString());
        return this.attempt(orderId, stepCommands[step](orderId, { commandId }));
      }),
    );
    return { expired: expired.length, resumed: stalled.length };
  }

  private async attempt(orderId: string, command: ICommand): Promise<void> {
    // The next sweep tries again; what went wrong is told once a try.
    await this.commands
      .execute(command)
      .catch((error: unknown) => this.logger.warn(`order ${orderId}: ${String(error)}`));
  }
}
