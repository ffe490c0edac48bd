import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { TooManyRequestsError } from '@mercury/platform/errors';
import { RedisStreamsClient } from '@mercury/platform/redis-streams';
import { GATEWAY_OPTIONS, type GatewayOptions } from '../gateway.options';
import { usualBudgets, type Budget, type LimitClass } from './limit-budgets';

/** Wrong passwords for one address from anywhere: ten in a quarter of an hour. */
const GUESSES: Budget = { points: 10, seconds: 900 };

/** The Redis key under which wrong passwords for an address are counted. */
export const guessesKey = (keyPrefix: string, emailHash: string): string => `${keyPrefix}:limit:guess:${emailHash}`;

/**
 * Counts requests in Redis, so that several gateways share one count. When Redis is away each gateway counts by itself:
 * the shop stays open, and nobody gets in for free.
 */
@Injectable()
export class RateLimiter {
  private readonly logger = new Logger(RateLimiter.name);
  private readonly limiters = new Map<string, RateLimiterAbstract>();
  private readonly redis: Redis;

  constructor(
    client: RedisStreamsClient,
    @Inject(GATEWAY_OPTIONS) private readonly options: GatewayOptions,
  ) {
    this.redis = client.unwrap<Redis>();
  }

  /** Takes one request from the budgets of an address and of a visitor. Throws TooManyRequestsError when one is spent. */
  async take(limit: LimitClass, ip: string, visitorId: string | undefined): Promise<void> {
    if (limit === 'none') return;
    const { perIp, perVisitor } = { ...usualBudgets, ...this.options.budgets }[limit];
    await this.consume(`${limit}:ip`, perIp, ip);
    if (perVisitor && visitorId) await this.consume(`${limit}:visitor`, perVisitor, visitorId);
  }

  /** Throws when too many wrong passwords were tried for an address lately. */
  async checkGuesses(emailHash: string): Promise<void> {
    const state = await this.limiter('guess', GUESSES).get(emailHash);
    if (state && state.consumedPoints >= GUESSES.points) throw tooMany(state);
  }

  /** Counts a wrong password. */
  async noteWrongGuess(emailHash: string): Promise<void> {
    await this.consume('guess', GUESSES, emailHash).catch(() => undefined);
  }

  private async consume(name: string, budget: Budget, key: string): Promise<void> {
    try {
      await this.limiter(name, budget).consume(key);
    } catch (error) {
      if (error instanceof RateLimiterRes) throw tooMany(error);
      this.logger.warn(`rate limit ${name} was not counted: ${String(error)}`);
    }
  }

  private limiter(name: string, { points, seconds }: Budget): RateLimiterAbstract {
    let limiter = this.limiters.get(name);
    if (!limiter) {
      const window = { points, duration: seconds, keyPrefix: `${this.options.keyPrefix}:limit:${name}` };
      limiter = new RateLimiterRedis({
        ...window,
        storeClient: this.redis,
        rejectIfRedisNotReady: true,
        insuranceLimiter: new RateLimiterMemory(window),
      });
      this.limiters.set(name, limiter);
    }
    return limiter;
  }
}

function tooMany({ msBeforeNext }: RateLimiterRes): TooManyRequestsError {
  return new TooManyRequestsError('request.rate_limited', Math.max(1, Math.ceil(msBeforeNext / 1_000)));
}
