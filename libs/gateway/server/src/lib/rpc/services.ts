import { Injectable } from '@nestjs/common';
import type { ActivityRpc } from '@mercury/activity/contracts';
import type { CatalogRpc } from '@mercury/catalog/contracts';
import type { OrdersRpc } from '@mercury/orders/contracts';
import type { PaymentRpc } from '@mercury/payment/contracts';
import { RedisStreamsClient } from '@mercury/platform/redis-streams';
import type { RecommendationsRpc } from '@mercury/recommendations/contracts';
import type { RiskRpc } from '@mercury/risk/contracts';
import type { SearchRpc } from '@mercury/search/contracts';
import type { TrendingRpc } from '@mercury/trending/contracts';

type Rpc = ActivityRpc & CatalogRpc & OrdersRpc & PaymentRpc & RecommendationsRpc & RiskRpc & SearchRpc & TrendingRpc;

/** How long the gateway waits, in milliseconds. A page's side rail gives up early: the page must not wait for it. */
export const deadlines = { rail: 1_500, read: 3_000, command: 8_000, checkout: 15_000 } as const;

/** The services behind the gateway, typed by their contracts. */
@Injectable()
export class Services {
  constructor(private readonly client: RedisStreamsClient) {}

  /** Asks a service; rejects with its refusal, with 504 when it is late, with 503 when Redis is away. */
  call<Pattern extends keyof Rpc>(
    pattern: Pattern,
    request: Rpc[Pattern]['request'],
    timeoutMs: number,
  ): Promise<Rpc[Pattern]['response']> {
    return this.client.call<Rpc[Pattern]['response']>(pattern, request, { timeoutMs });
  }
}
