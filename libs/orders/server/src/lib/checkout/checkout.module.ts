import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { OrdersMetrics } from '../orders/orders.metrics';
import { OrderStreams } from '../orders/order-streams';
import { StockHolds } from '../orders/stock-holds';
import { Catalogue } from '../peers/catalogue';
import { Payments } from '../peers/payments';
import { RiskDesk } from '../peers/risk-desk';
import { AssessRiskHandler } from './assess-risk.handler';
import { AuthorisePaymentHandler } from './authorise-payment.handler';
import { CapturePaymentHandler } from './capture-payment.handler';
import { CheckoutConsumer } from './checkout.consumer';
import { DueOrders } from './due-orders';
import { ExpireOrderHandler } from './expire-order.handler';
import { OrderSweeper } from './order-sweeper';
import { PaymentConsumer } from './payment.consumer';
import { RecordActionRequiredHandler } from './record-action-required.handler';
import { RecordAuthorisationHandler } from './record-authorisation.handler';
import { RecordDeclineHandler } from './record-decline.handler';
import { ResolveReviewHandler } from './resolve-review.handler';
import { RiskConsumer } from './risk.consumer';
import { SecureStockHandler } from './secure-stock.handler';
import { UnwindOrderHandler } from './unwind-order.handler';

/** The checkout process: consumers of events, the steps they lead to, and the sweeper that takes up what stands still. */
@Module({
  imports: [CqrsModule],
  controllers: [CheckoutConsumer, PaymentConsumer, RiskConsumer],
  providers: [
    OrdersMetrics,
    OrderStreams,
    StockHolds,
    Catalogue,
    Payments,
    RiskDesk,
    AuthorisePaymentHandler,
    RecordActionRequiredHandler,
    RecordDeclineHandler,
    RecordAuthorisationHandler,
    AssessRiskHandler,
    ResolveReviewHandler,
    SecureStockHandler,
    CapturePaymentHandler,
    UnwindOrderHandler,
    ExpireOrderHandler,
    DueOrders,
    OrderSweeper,
  ],
  exports: [OrdersMetrics, OrderStreams, StockHolds, Catalogue],
})
export class CheckoutModule {}
