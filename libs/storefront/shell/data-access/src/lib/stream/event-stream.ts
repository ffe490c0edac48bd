import { Observable } from 'rxjs';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
const CLOSED = 2;

/** The part of EventSource that we use. */
export type EventLine = Pick<EventSource, 'addEventListener' | 'close' | 'readyState'>;

/** What a stream needs of the browser; specs bring their own. */
export interface StreamSurroundings {
  readonly open: (url: string) => EventLine;
  readonly document: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;
}

/**
 * Server-sent events of one name as values, for as long as someone listens and the page is to be seen: a hidden tab
 * gives its connection back (a browser has six of them for a site). The browser reconnects by itself after a dropped
 * line; after a refusal it gives up, and we try again with growing pauses. Never errors, never completes. For the
 * browser only; the stream's first message must be the whole state.
 */
export function eventStream<T>(
  url: string,
  event: string,
  surroundings: StreamSurroundings = { open: (to) => new EventSource(to), document },
): Observable<T> {
  return new Observable<T>((subscriber) => {
    let pauseMs = FIRST_PAUSE_MS;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let line: EventLine | undefined;
    const disconnect = () => {
      clearTimeout(timer);
      line?.close();
      line = undefined;
    };
    const connect = () => {
      const opened = (line = surroundings.open(url));
      opened.addEventListener(event, (message) => {
        pauseMs = FIRST_PAUSE_MS;
        subscriber.next(JSON.parse((message as MessageEvent<string>).data) as T);
      });
      opened.addEventListener('error', () => {
        if (opened !== line || opened.readyState !== CLOSED) return;
        timer = setTimeout(connect, pauseMs * (0.75 + Math.random() / 2));
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      });
    };
    const follow = () => {
      disconnect();
      if (surroundings.document.visibilityState === 'visible') connect();
    };
    surroundings.document.addEventListener('visibilitychange', follow);
    follow();
    return () => {
      surroundings.document.removeEventListener('visibilitychange', follow);
      disconnect();
    };
  });
}
