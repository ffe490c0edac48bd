import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { checkAmount, nextStep, recordVerdict } from '@mercury/orders/domain';
import type { OrderRecord } from '../orders/order-record';
import { OrderStreams } from '../orders/order-streams';
import { RiskDesk } from '../peers/risk-desk';
import { AssessRisk } from './assess-risk.command';

/** Dispatched when the money is set aside, and again while only the rule has judged: the model has the last word. */
@CommandHandler(AssessRisk)
export class AssessRiskHandler implements ICommandHandler<AssessRisk> {
  constructor(
    private readonly orders: OrderStreams,
    private readonly risk: RiskDesk,
  ) {}

  async execute({ orderId, cause }: AssessRisk): Promise<void> {
    await this.orders.decide(orderId, cause, async (order) => {
      const { state } = order;
      const { placed, payment } = state;
      if (nextStep(state) !== 'assess' || !placed || !payment?.authorised) return [];
      const mismatch = checkAmount(state);
      if (mismatch.length > 0) return mismatch;
      const { paymentId, cardFingerprint, cardCountry } = payment.authorised;
      const question = { placed, paymentId, cardFingerprint, cardCountry, occurredAt: authorisedAt(order) };
      return recordVerdict(state, await this.risk.assess(question));
    });
  }
}

/** The same at each try, so that a repeated question is the same question. */
const authorisedAt = ({ story }: OrderRecord): string =>
  story.findLast(({ event }) => event.type === 'orders.order.payment-authorised')?.at ?? '';
