import { Service, inject } from '@angular/core';
import type { OrderView } from '@mercury/orders/contracts';
import { Observable, catchError, exhaustMap, map, of, startWith, switchMap, timer } from 'rxjs';
import { OPEN_EVENT_SOURCE } from './open-event-source';
import { OrdersClient } from './orders-client';

/** How often the order is asked for while the stream is away, and how long until the stream is tried again. */
export const POLL_MS = 3_000;
export const STREAM_AGAIN_MS = 15_000;

const CLOSED = 2;

/** What the watched order is now, how it is watched, or why it cannot be. */
export type OrderNews =
  | { readonly kind: 'order'; readonly order: OrderView }
  | { readonly kind: 'connection'; readonly connection: 'live' | 'polling' }
  | { readonly kind: 'failure'; readonly error: unknown };

/** Watches one order: by its event stream, and by asking for it every few seconds while the stream is away. */
@Service()
export class OrderStream {
  private readonly open = inject(OPEN_EVENT_SOURCE);
  private readonly client = inject(OrdersClient);

  watch(orderId: string): Observable<OrderNews> {
    return timer(0, STREAM_AGAIN_MS).pipe(
      exhaustMap(() => this.stream(orderId)),
      switchMap((news) => (news === 'away' ? this.poll(orderId) : of(news))),
    );
  }

  /** Completes when the stream is gone for good; while the browser itself reconnects, says `away`. */
  private stream(orderId: string): Observable<OrderNews | 'away'> {
    return new Observable((watcher) => {
      const source = this.open(`/api/orders/${encodeURIComponent(orderId)}/stream`);
      source.addEventListener('order', (event) => {
        watcher.next({ kind: 'connection', connection: 'live' });
        watcher.next({ kind: 'order', order: JSON.parse((event as MessageEvent<string>).data) as OrderView });
      });
      source.addEventListener('error', () => {
        watcher.next('away');
        if (source.readyState === CLOSED) watcher.complete();
      });
      return () => source.close();
    });
  }

  private poll(orderId: string): Observable<OrderNews> {
    return timer(0, POLL_MS).pipe(
      exhaustMap(() =>
        this.client.get(orderId).pipe(
          map((order): OrderNews => ({ kind: 'order', order })),
          catchError((error: unknown) => of<OrderNews>({ kind: 'failure', error })),
        ),
      ),
      startWith<OrderNews>({ kind: 'connection', connection: 'polling' }),
    );
  }
}
