import { Injectable, type BeforeApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Gauge } from 'prom-client';
import { TooManyRequestsError, UnavailableError } from '@mercury/platform/errors';
import { Metrics } from '@mercury/platform/observability';
import { EventStream } from './event-stream';

const MAX_STREAMS = 5_000;
const MAX_PER_ADDRESS = 40;

/** All open event streams of this process: a bounded number, in all and for each address; ended with the process. */
@Injectable()
export class EventStreams implements OnModuleDestroy, BeforeApplicationShutdown {
  private readonly streams = new Set<EventStream>();
  private readonly perAddress = new Map<string, number>();
  private readonly gauge: Gauge;
  private ending = false;

  constructor(metrics: Metrics) {
    this.gauge = new Gauge({
      name: 'mercury_event_streams_open',
      help: 'Event streams that browsers hold open',
      registers: [metrics],
    });
  }

  /** Opens a stream. Throws before anything is sent when there are too many. */
  open(request: Request, response: Response): EventStream {
    const address = request.ip ?? 'unknown';
    if (this.ending || this.streams.size >= MAX_STREAMS) throw new UnavailableError('request.too_many_streams');
    if ((this.perAddress.get(address) ?? 0) >= MAX_PER_ADDRESS)
      throw new TooManyRequestsError('request.too_many_streams', 30);
    const stream = new EventStream(request, response);
    this.count(address, 1);
    this.streams.add(stream);
    this.gauge.set(this.streams.size);
    stream.whenClosed(() => {
      this.count(address, -1);
      this.streams.delete(stream);
      this.gauge.set(this.streams.size);
    });
    return stream;
  }

  onModuleDestroy(): void {
    this.endAll();
  }

  beforeApplicationShutdown(): void {
    this.endAll();
  }

  /** Ends every stream and opens no more; browsers come back to another process. */
  endAll(): void {
    this.ending = true;
    for (const stream of [...this.streams]) stream.end();
  }

  private count(address: string, by: number): void {
    const left = (this.perAddress.get(address) ?? 0) + by;
    if (left > 0) this.perAddress.set(address, left);
    else this.perAddress.delete(address);
  }
}
