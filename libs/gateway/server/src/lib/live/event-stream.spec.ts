import { EventEmitter } from 'node:events';
import type { Request, Response } from 'express';
import { EventStream } from './event-stream';

class FakeResponse extends EventEmitter {
  readonly written: string[] = [];
  writableLength = 0;
  destroyed = false;
  ended = false;
  writeHead = jest.fn();
  write(text: string): void {
    this.written.push(text);
  }
  end(): void {
    this.ended = true;
  }
  destroy(): void {
    this.destroyed = true;
  }
}

const request = { socket: { setKeepAlive: () => undefined, setNoDelay: () => undefined } } as unknown as Request;

describe('EventStream', () => {
  let response: FakeResponse;
  let stream: EventStream;
  beforeEach(() => {
    jest.useFakeTimers();
    response = new FakeResponse();
    stream = new EventStream(request, response as unknown as Response);
  });
  afterEach(() => {
    stream.end();
    jest.useRealTimers();
  });

  it('sends events as the format wants them', () => {
    stream.send('order', { text: 'two\nlines' });
    expect(response.written.at(-1)).toBe('event: order\ndata: {"text":"two\\nlines"}\n\n');
  });

  it('says each 15 seconds that it is still there', () => {
    const before = response.written.length;
    jest.advanceTimersByTime(45_000);
    expect(response.written.slice(before)).toEqual(Array(3).fill(': still here\n\n'));
  });

  it('drops a reader that has stopped reading', () => {
    const closed = jest.fn();
    stream.whenClosed(closed);
    response.writableLength = 300 * 1_024;
    const before = response.written.length;
    stream.send('order', {});
    expect([response.destroyed, response.written.length, closed.mock.calls.length]).toEqual([true, before, 1]);
  });

  it('tells once that it has ended, and sends nothing after', () => {
    const closed = jest.fn();
    stream.whenClosed(closed);
    response.emit('close');
    stream.end();
    stream.send('order', {});
    jest.advanceTimersByTime(60_000);
    expect(closed).toHaveBeenCalledTimes(1);
    expect(response.written.some((text) => text.startsWith('event'))).toBe(false);
  });
});
