import { TestBed } from '@angular/core/testing';
import type { OrderView } from '@mercury/orders/contracts';
import { of, throwError } from 'rxjs';
import { OPEN_EVENT_SOURCE, type EventStream } from './open-event-source';
import { OrderStream, POLL_MS, STREAM_AGAIN_MS, type OrderNews } from './order-stream';
import { OrdersClient } from './orders-client';

class FakeSource implements EventStream {
  readyState = 1;
  readonly close = jest.fn();
  private readonly listeners = new Map<string, (event: Event) => void>();

  addEventListener(type: string, listener: unknown): void {
    this.listeners.set(type, listener as (event: Event) => void);
  }

  tell(version: number): void {
    this.listeners.get('order')?.(new MessageEvent('order', { data: JSON.stringify({ orderId: 'o-1', version }) }));
  }

  breakDown(readyState: number): void {
    this.readyState = readyState;
    this.listeners.get('error')?.(new Event('error'));
  }
}

describe('OrderStream', () => {
  let sources: FakeSource[];
  let news: OrderNews[];
  const get = jest.fn();
  const versions = () => news.flatMap((each) => (each.kind === 'order' ? [each.order.version] : []));
  const connections = () => news.flatMap((each) => (each.kind === 'connection' ? [each.connection] : []));

  beforeEach(() => {
    jest.useFakeTimers();
    sources = [];
    news = [];
    get.mockReset().mockReturnValue(of({ orderId: 'o-1', version: 7 } as OrderView));
    TestBed.configureTestingModule({
      providers: [
        { provide: OPEN_EVENT_SOURCE, useValue: () => (sources.push(new FakeSource()), sources.at(-1)) },
        { provide: OrdersClient, useValue: { get } },
      ],
    });
  });

  afterEach(() => jest.useRealTimers());

  const watch = () => {
    const watching = TestBed.inject(OrderStream)
      .watch('o-1')
      .subscribe((each) => news.push(each));
    jest.advanceTimersByTime(0);
    return watching;
  };

  it('tells each change as it comes', () => {
    const watching = watch();
    sources[0]?.tell(1);
    sources[0]?.tell(2);
    expect(versions()).toEqual([1, 2]);
    expect(get).not.toHaveBeenCalled();
    watching.unsubscribe();
    expect(sources[0]?.close).toHaveBeenCalled();
  });

  it('asks every few seconds while the stream is away, and stops when it is back', () => {
    const watching = watch();
    sources[0]?.breakDown(0);
    jest.advanceTimersByTime(POLL_MS);
    expect(get).toHaveBeenCalledTimes(2);
    sources[0]?.tell(8);
    jest.advanceTimersByTime(POLL_MS * 3);
    expect(get).toHaveBeenCalledTimes(2);
    expect(connections()).toEqual(['polling', 'live']);
    watching.unsubscribe();
  });

  it('opens another stream when the browser has given up', () => {
    const watching = watch();
    sources[0]?.breakDown(2);
    jest.advanceTimersByTime(STREAM_AGAIN_MS);
    expect(sources).toHaveLength(2);
    watching.unsubscribe();
  });

  it('says what is wrong when asking fails too', () => {
    const failure = new Error('gone');
    get.mockReturnValue(throwError(() => failure));
    const watching = watch();
    sources[0]?.breakDown(2);
    jest.advanceTimersByTime(0);
    expect(news).toContainEqual({ kind: 'failure', error: failure });
    watching.unsubscribe();
  });
});
