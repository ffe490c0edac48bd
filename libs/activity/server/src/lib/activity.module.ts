import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ActivityController } from './activity.controller';
import { ActivityMetrics } from './activity-metrics';
import { OrderConfirmedConsumer } from './purchases/order-confirmed.consumer';
import { RecordPurchaseHandler } from './purchases/record-purchase.handler';
import { GroupCommit } from './record/group-commit';
import { RecordActivityHandler } from './record/record-activity.handler';

/** The behaviour collector: beacons from browsers, purchases from orders. */
@Module({
  imports: [CqrsModule],
  controllers: [ActivityController, OrderConfirmedConsumer],
  providers: [ActivityMetrics, GroupCommit, RecordActivityHandler, RecordPurchaseHandler],
})
export class ActivityModule {}
