import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AddToCartHandler } from './cart/add-to-cart.handler';
import { CartController } from './cart/cart.controller';
import { CartStreams } from './cart/cart-streams';
import { CartViews } from './cart/cart-views';
import { ChangeLineHandler } from './cart/change-line.handler';
import { GetCartHandler } from './cart/get-cart.handler';
import { MergeCartsHandler } from './cart/merge-carts.handler';
import { RemoveLineHandler } from './cart/remove-line.handler';
import { CheckoutModule } from './checkout/checkout.module';
import { CancelOrderHandler } from './orders/cancel-order.handler';
import { Contacts } from './orders/contacts';
import { GetOrderHandler } from './orders/get-order.handler';
import { ListOrdersHandler } from './orders/list-orders.handler';
import { ListShippingMethodsHandler } from './orders/list-shipping-methods.handler';
import { OrdersController } from './orders/orders.controller';
import { OrderViews } from './orders/order-views';
import { PayOrderHandler } from './orders/pay-order.handler';
import { PlaceOrderHandler } from './orders/place-order.handler';
import { Placement } from './orders/placement';
import { Pricing } from './orders/pricing';

/** Carts, orders, and the process that takes an order from its cart to its sale. */
@Module({
  imports: [CqrsModule, CheckoutModule],
  controllers: [CartController, OrdersController],
  providers: [
    CartStreams,
    CartViews,
    GetCartHandler,
    AddToCartHandler,
    ChangeLineHandler,
    RemoveLineHandler,
    MergeCartsHandler,
    Pricing,
    Contacts,
    OrderViews,
    Placement,
    PlaceOrderHandler,
    PayOrderHandler,
    CancelOrderHandler,
    GetOrderHandler,
    ListOrdersHandler,
    ListShippingMethodsHandler,
  ],
})
export class OrdersModule {}
