import { Injectable } from '@nestjs/common';
import type { StockLine } from '@mercury/catalog/contracts';
import { DomainError } from '@mercury/platform/errors';
import { Clock, deterministicId } from '@mercury/shared/util-ids';
import { Catalogue } from '../peers/catalogue';
import { retrying } from '../retrying';

/** How long goods are held for an order that is not paid yet. */
export const HOLD_MS = 15 * 60_000;

export interface Hold {
  readonly holdId: string;
  readonly expiresAt: string;
}

/**
 * Timed holds on the goods of an order. A hold's id derives from the order and from what is held: a retry finds its own
 * hold again, and a cart that changed meanwhile gets another. A hold that ended cannot come back, so the next number is taken.
 */
@Injectable()
export class StockHolds {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly clock: Clock,
  ) {}

  /** Holds all lines or none. `round` tells apart the holds that one order has after one another. */
  async take(orderId: string, lines: readonly StockLine[], round = 0): Promise<Hold> {
    const expiresAt = new Date(this.clock.now().getTime() + HOLD_MS).toISOString();
    const wanted = lines.map(({ variantId, quantity }) => ({ variantId, quantity }));
    return retrying(
      async (attempt) => {
        const holdId = deterministicId('hold', orderId, JSON.stringify(wanted), String(round), String(attempt));
        await this.catalogue.hold({ commandId: holdId, holdId, lines: wanted, expiresAt });
        return { holdId, expiresAt };
      },
      { attempts: 5, again: isGone },
    );
  }

  async giveBack(holdId: string): Promise<void> {
    await this.catalogue.release(deterministicId('release', holdId), holdId, 'not needed');
  }
}

/** True for the catalogue's word that a hold has ended. */
export const isGone = (error: unknown): boolean => error instanceof DomainError && error.code === 'catalog.hold_gone';
