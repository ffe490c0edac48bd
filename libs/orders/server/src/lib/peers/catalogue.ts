import { Injectable } from '@nestjs/common';
import type { CatalogRpc, StockLine, VariantQuote } from '@mercury/catalog/contracts';
import { DomainError, UnavailableError } from '@mercury/platform/errors';
import { RedisStreamsClient } from '@mercury/platform/redis-streams';
import { retrying } from '../retrying';

const READ_MS = 2_000;
const WRITE_MS = 5_000;

type Pattern = keyof CatalogRpc & string;

/**
 * The catalogue as orders needs it. When it does not answer in time the caller gets 503 `orders.catalogue_unavailable`:
 * a cart cannot be shown without prices, nor an order placed without stock. Its refusals pass through as they are.
 */
@Injectable()
export class Catalogue {
  constructor(private readonly client: RedisStreamsClient) {}

  /** Quotes in the order asked for; what is no longer sold is left out. */
  async variants(variantIds: readonly string[]): Promise<VariantQuote[]> {
    if (variantIds.length === 0) return [];
    return this.ask('catalog.get-variants', { variantIds }, READ_MS);
  }

  async hold(request: CatalogRpc['catalog.hold-stock']['request']): Promise<void> {
    await this.ask('catalog.hold-stock', request, WRITE_MS);
  }

  async commit(commandId: string, holdId: string): Promise<void> {
    await this.ask('catalog.commit-stock', { commandId, holdId }, WRITE_MS);
  }

  async release(commandId: string, holdId: string, reason: string): Promise<void> {
    await this.ask('catalog.release-stock', { commandId, holdId, reason }, WRITE_MS);
  }

  async takeBack(commandId: string, orderId: string, lines: readonly StockLine[]): Promise<void> {
    const wanted = lines.map(({ variantId, quantity }) => ({ variantId, quantity }));
    await this.ask('catalog.return-stock', { commandId, orderId, lines: wanted }, WRITE_MS);
  }

  /** A popular variant is raced for: who lost the race for its stream's version asks again, until the time is up. */
  private ask<P extends Pattern>(pattern: P, request: CatalogRpc[P]['request'], timeoutMs: number) {
    const deadline = Date.now() + timeoutMs;
    return retrying(
      () =>
        this.client
          .call<CatalogRpc[P]['response']>(pattern, request, { timeoutMs: Math.max(1, deadline - Date.now()) })
          .catch((error: unknown) => {
            throw isAway(error) ? unavailable(error) : error;
          }),
      { attempts: 10, again: (error) => isRace(error) && Date.now() < deadline },
    );
  }
}

const isAway = (error: unknown) => error instanceof DomainError && error.status >= 500;
const isRace = (error: unknown) => error instanceof DomainError && error.code === 'event_store.version_conflict';
const unavailable = (cause: unknown) =>
  new UnavailableError('orders.catalogue_unavailable', { message: 'The catalogue does not answer just now', cause });
