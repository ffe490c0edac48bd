import type { Request, Response } from 'express';

const HEARTBEAT_MS = 15_000;
/** What a reader may leave unread before it is dropped: memory is not a buffer for the slow. */
const MAX_UNREAD_BYTES = 256 * 1_024;

/** One open `text/event-stream` answer. */
export class EventStream {
  private readonly heartbeat: NodeJS.Timeout;
  private readonly onClose = new Set<() => void>();
  private open = true;

  constructor(
    request: Request,
    private readonly response: Response,
  ) {
    request.socket.setKeepAlive(true);
    request.socket.setNoDelay(true);
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache, no-transform',
      // Proxies of the nginx kind would hold events back.
      'X-Accel-Buffering': 'no',
    });
    response.write('retry: 3000\n\n');
    this.heartbeat = setInterval(() => this.write(': still here\n\n'), HEARTBEAT_MS);
    this.heartbeat.unref();
    response.once('close', () => this.closed());
    response.once('error', () => this.end());
  }

  /** Sends an event; a reader that has stopped reading is dropped, and reconnects by itself when it wakes. */
  send(event: string, data: unknown): void {
    this.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Calls back once, when the stream has ended for whatever reason. */
  whenClosed(callback: () => void): void {
    if (this.open) this.onClose.add(callback);
    else callback();
  }

  end(): void {
    this.response.end();
    this.closed();
  }

  private write(text: string): void {
    if (!this.open) return;
    if (this.response.writableLength > MAX_UNREAD_BYTES) {
      this.response.destroy();
      this.closed();
      return;
    }
    this.response.write(text);
  }

  private closed(): void {
    if (!this.open) return;
    this.open = false;
    clearInterval(this.heartbeat);
    for (const callback of this.onClose) callback();
    this.onClose.clear();
  }
}
