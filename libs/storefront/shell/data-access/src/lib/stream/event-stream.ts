import { Observable } from 'rxjs';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** The part of EventSource that we use; injectable for specs. */
export type OpenStream = (url: string) => Pick<EventSource, 'addEventListener' | 'close' | 'readyState'>;

const CLOSED = 2;

/**
 * Server-sent events of one name as values, for as long as someone listens. The browser reconnects by itself after a
 * dropped line; after a refusal it gives up, and we try again with growing pauses. Never errors, never completes.
 * For the browser only.
 */
export function eventStream<T>(
  url: string,
  event: string,
  open: OpenStream = (to) => new EventSource(to),
): Observable<T> {
  return new Observable<T>((subscriber) => {
    let pauseMs = FIRST_PAUSE_MS;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let source: ReturnType<OpenStream>;
    const connect = () => {
      source = open(url);
      source.addEventListener(event, (message) => {
        pauseMs = FIRST_PAUSE_MS;
        subscriber.next(JSON.parse((message as MessageEvent<string>).data) as T);
      });
      source.addEventListener('error', () => {
        if (source.readyState !== CLOSED) return;
        timer = setTimeout(connect, pauseMs * (0.75 + Math.random() / 2));
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      });
    };
    connect();
    return () => {
      clearTimeout(timer);
      source.close();
    };
  });
}
