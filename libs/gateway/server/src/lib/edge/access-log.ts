import { Logger } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { Histogram } from 'prom-client';
import type { Metrics } from '@mercury/platform/observability';

const QUIET = /^\/(health|metrics)/;

/** One line and one measurement for each answer. No address, no query, no cookie: nothing that names a person. */
export function accessLog(metrics: Metrics) {
  const logger = new Logger('http');
  const seconds = new Histogram({
    name: 'mercury_http_request_duration_seconds',
    help: 'Time to the end of the answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [metrics],
  });
  return (request: Request, response: Response, next: NextFunction): void => {
    const startedAt = process.hrtime.bigint();
    const path = request.originalUrl.split('?')[0] as string;
    response.once('close', () => {
      if (QUIET.test(path)) return;
      const took = Number(process.hrtime.bigint() - startedAt) / 1e9;
      const route = (request.route as { path?: string } | undefined)?.path ?? 'other';
      const { method } = request;
      const status = response.writableEnded ? response.statusCode : 499;
      // An event stream is open for minutes by design: its time says nothing.
      if (response.getHeader('Content-Type') !== 'text/event-stream')
        seconds.observe({ method, route: String(route), status: String(status) }, took);
      logger.log({ msg: 'request', method, path, status, ms: Math.round(took * 1_000) });
    });
    next();
  };
}
