import { Module } from '@nestjs/common';
import { ordersEventTypes, OrdersModule } from '@mercury/orders/server';
import { platformModules } from '@mercury/platform/service';
import { config } from './orders.config';

/** Carts, orders and the checkout process. */
@Module({ imports: [...platformModules({ name: 'orders', config, eventTypes: ordersEventTypes }), OrdersModule] })
export class AppModule {}
