import { Module } from '@nestjs/common';
import { ordersEventTypes, OrdersModule } from '@mercury/orders/server';
import { PersonalDataModule } from '@mercury/platform/personal-data';
import { platformModules } from '@mercury/platform/service';
import { config } from './orders.config';

/** Carts, orders and the checkout process. */
@Module({
  imports: [
    ...platformModules({ name: 'orders', config, eventTypes: ordersEventTypes }),
    PersonalDataModule.forRoot({ secret: config.personalDataKey }),
    OrdersModule,
  ],
})
export class AppModule {}
