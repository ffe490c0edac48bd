import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { PassportModule } from '@nestjs/passport';
import { IdentityModule, type IdentityOptions } from '@mercury/identity/server';
import { ActivityController } from './activity/activity.controller';
import { Cookies } from './caller/cookies';
import { Signer } from './caller/signer';
import { CartController } from './cart/cart.controller';
import { ProductsController } from './catalog/products.controller';
import { GATEWAY_OPTIONS, type GatewayOptions } from './gateway.options';
import { IdempotencyKeyGuard } from './idempotency/idempotency-key.guard';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor';
import { IdempotencyStore } from './idempotency/idempotency-store';
import { RateLimitGuard } from './limits/rate-limit.guard';
import { RateLimiter } from './limits/rate-limiter';
import { EventStreams } from './live/event-streams';
import { EventTail } from './live/event-tail';
import { OrderFeed } from './orders/order-feed';
import { OrderStreamController } from './orders/order-stream.controller';
import { OrdersController } from './orders/orders.controller';
import { ShippingMethodsController } from './orders/shipping-methods.controller';
import { PaymentsController } from './payments/payments.controller';
import { RecommendationsController } from './recommendations/recommendations.controller';
import { RecommendedProducts } from './recommendations/recommended-products';
import { RiskReviewsController } from './risk/risk-reviews.controller';
import { RoleGuard } from './routes/role.guard';
import { Degradation } from './rpc/degradation';
import { Services } from './rpc/services';
import { SearchController } from './search/search.controller';
import { CartMerge } from './session/cart-merge';
import { CsrfGuard } from './session/csrf.guard';
import { LoginStrategy } from './session/login.strategy';
import { SessionDoor } from './session/session-door';
import { SessionViews } from './session/session-views';
import { SessionController } from './session/session.controller';
import { SessionGuard } from './session/session.guard';
import { SessionStrategy } from './session/session.strategy';
import { TrendingController } from './trending/trending.controller';
import { TrendingFeed } from './trending/trending-feed';
import { TrendingShelves } from './trending/trending-shelves';
import { DtoPipe } from './validation/dto.pipe';

/** The order is the order in which they run: floods, who asks, forgeries, rights, keys. */
const guards = [RateLimitGuard, SessionGuard, CsrfGuard, RoleGuard, IdempotencyKeyGuard].map((useClass) => ({
  provide: APP_GUARD,
  useClass,
}));

/** The public HTTP API. The host provides the platform's modules and calls `configureGateway` on its application. */
@Module({})
export class GatewayModule {
  static forRoot(options: GatewayOptions & IdentityOptions): DynamicModule {
    return {
      module: GatewayModule,
      imports: [CqrsModule, PassportModule, IdentityModule.forRoot(options)],
      controllers: [
        SessionController,
        ProductsController,
        SearchController,
        TrendingController,
        RecommendationsController,
        ActivityController,
        CartController,
        ShippingMethodsController,
        OrderStreamController,
        OrdersController,
        PaymentsController,
        RiskReviewsController,
      ],
      providers: [
        { provide: GATEWAY_OPTIONS, useValue: options },
        { provide: Signer, useFactory: () => new Signer(options.sessionSecret) },
        { provide: Cookies, useFactory: () => new Cookies(options.publicUrl) },
        ...guards,
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: APP_PIPE, useClass: DtoPipe },
        SessionStrategy,
        LoginStrategy,
        SessionDoor,
        SessionViews,
        CartMerge,
        IdempotencyStore,
        RateLimiter,
        Services,
        Degradation,
        EventStreams,
        EventTail,
        TrendingShelves,
        TrendingFeed,
        RecommendedProducts,
        OrderFeed,
      ],
      exports: [EventStreams],
    };
  }
}
