import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { CartEvent } from '@mercury/orders/contracts';
import { cartAggregate, OrdersRefusal, type CartState } from '@mercury/orders/domain';
import { EventStore, VersionConflictError, type Loaded } from '@mercury/platform/event-store';
import { Clock, deterministicId } from '@mercury/shared/util-ids';
import { deciding } from '../refuse';
import { retrying } from '../retrying';
import { readCarts, writeCarts } from './carts-table';

export type LoadedCart = Loaded<CartState>;

/** A dozen tabs may add to one cart at once: each round of the race has one winner. */
const ATTEMPTS = 30;

/**
 * Carts by their inline table. Cart streams live as long as their shopper, so a cart is never folded from its beginning:
 * the table row is written in the transaction of each append and holds what the stream folds to at its version. Should
 * the row ever be behind the stream, the append's expected version notices, and the events since are folded on.
 */
@Injectable()
export class CartStreams {
  constructor(
    private readonly em: EntityManager,
    private readonly store: EventStore,
    private readonly clock: Clock,
  ) {}

  async load(cartId: string): Promise<LoadedCart> {
    const [cart] = await this.loadAll([cartId]);
    return cart as LoadedCart;
  }

  /** `caughtUp` also folds what the rows may have missed: for another try after a lost race. */
  async loadAll(cartIds: readonly string[], { caughtUp = false } = {}): Promise<LoadedCart[]> {
    const carts = await readCarts(this.em, cartIds);
    return caughtUp ? Promise.all(carts.map((cart) => this.catchUp(cart))) : carts;
  }

  /** Loads, decides, appends; who loses a race does it again. Resolves to the cart after it. */
  async decide(
    cartId: string,
    commandId: string,
    decision: (state: CartState) => readonly CartEvent[],
  ): Promise<LoadedCart> {
    const [cart] = await this.decideAll([cartId], commandId, ([state]) => [decision(state as CartState)]);
    return cart as LoadedCart;
  }

  /** The same over several carts, all or nothing. */
  decideAll(
    cartIds: readonly string[],
    commandId: string,
    decision: (states: readonly CartState[]) => readonly (readonly CartEvent[])[],
  ): Promise<LoadedCart[]> {
    return retrying(
      async (attempt) => {
        const loaded = await this.loadAll(cartIds, { caughtUp: attempt > 1 });
        let events: readonly (readonly CartEvent[])[];
        try {
          events = deciding(() => decision(loaded.map(({ state }) => state)));
        } catch (error) {
          // A retry is decided on what its first run has changed: what was done already is not refused.
          if (await this.wasExecuted(commandId, loaded, error)) return loaded;
          throw error;
        }
        return this.append(loaded, events, commandId);
      },
      { attempts: ATTEMPTS, again: (error) => error instanceof VersionConflictError },
    );
  }

  /** The carts after these events, as their rows will be: for an append that spans more than carts. */
  after(cart: LoadedCart, events: readonly CartEvent[]): LoadedCart {
    const state = events.reduce(cartAggregate.evolve, cart.state);
    return { ...cart, state, version: cart.version + events.length };
  }

  private async append(
    loaded: readonly LoadedCart[],
    events: readonly (readonly CartEvent[])[],
    commandId: string,
  ): Promise<LoadedCart[]> {
    const next = loaded.map((cart, index) => this.after(cart, events[index] ?? []));
    const streams = loaded.map(({ streamId, version }, index) => ({
      streamId,
      expectedVersion: version,
      events: events[index] ?? [],
    }));
    if (streams.every((stream) => stream.events.length === 0)) return [...loaded];
    const { duplicate } = await this.store.append(streams, {
      commandId,
      occurredAt: this.clock.now().toISOString(),
      inline: (em) => writeCarts(em, next),
    });
    return duplicate ? this.loadAll(loaded.map(({ id }) => id)) : next;
  }

  private async catchUp(cart: LoadedCart): Promise<LoadedCart> {
    const events = await this.store.readStream(cart.streamId, { afterVersion: cart.version });
    return this.after(cart, events as unknown as CartEvent[]);
  }

  private async wasExecuted(commandId: string, carts: readonly LoadedCart[], error: unknown): Promise<boolean> {
    if (!(error instanceof Error && error.cause instanceof OrdersRefusal)) return false;
    const eventIds = carts.map(({ streamId }) => deterministicId(commandId, streamId, '0'));
    const rows = await this.em
      .fork()
      .execute('SELECT 1 FROM es.events WHERE event_id IN (SELECT jsonb_array_elements_text(?::jsonb)::uuid) LIMIT 1', [
        JSON.stringify(eventIds),
      ]);
    return rows.length > 0;
  }
}
