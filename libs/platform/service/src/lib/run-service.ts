import 'reflect-metadata';
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { EntityManager } from '@mikro-orm/postgresql';
import type { INestApplication, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Redis } from 'ioredis';
import { redact } from '@mercury/platform/config';
import { ProblemFilter } from '@mercury/platform/errors';
import { HealthChecks } from '@mercury/platform/health';
import { JsonLogger, Metrics } from '@mercury/platform/observability';
import {
  RedisStreamsClient,
  registerConsumerMetrics,
  registerPublisherMetrics,
  type RedisStreamsServer,
} from '@mercury/platform/redis-streams';
import { connectTransport, DRAIN_MS, type TransportOptions } from './connect-transport';

export interface ServiceDefinition extends TransportOptions {
  readonly module: Type;
  /** Where the public listens, for services that have a public side. */
  readonly publicPort?: { readonly host: string; readonly port: number };
  /** Changes the HTTP application before it listens. */
  readonly configure?: (app: NestExpressApplication) => void | Promise<void>;
  /** Ends what would never end by itself, such as open event streams, when the service is asked to stop. */
  readonly drain?: (app: INestApplication) => void;
}

/**
 * Runs a service: internal HTTP for health and metrics, the transport, structured logs, and an end that drains. Shutdown
 * hooks of Nest would close providers before the transport has drained, so the signals are ours.
 */
export async function runService(service: ServiceDefinition): Promise<INestApplication> {
  const { name, config } = service;
  const logger = new JsonLogger(name, config.logLevel);
  const app = await NestFactory.create<NestExpressApplication>(service.module, {
    logger,
    bodyParser: false,
    abortOnError: false,
  });
  app.useGlobalFilters(new ProblemFilter());
  const transport = connectTransport(app, service);
  await service.configure?.(app);
  registerChecks(app, transport);
  registerMetrics(app, transport);
  await app.init();
  await app.startAllMicroservices();
  const servers = await listen(app, service);
  app.get(HealthChecks).started = true;
  logger.log({ msg: 'ready', config: redact(config) });
  endOnSignals(service, app, transport, servers, logger);
  return app;
}

/** Reports a failed start in one line and ends the process. */
export function failStart(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}

function registerChecks(app: NestExpressApplication, transport: RedisStreamsServer | undefined): void {
  const checks = app.get(HealthChecks);
  const em = app.get(EntityManager);
  const redis = app.get(RedisStreamsClient).unwrap<Redis>();
  checks.register({ name: 'postgres', check: async () => void (await em.fork().execute('SELECT 1')) });
  checks.register({ name: 'redis', check: async () => (await redis.ping()) === 'PONG' });
  if (!transport) return;
  checks.register({ name: 'transport', check: async () => refuse(await transport.troubles()) });
  // The other shards go on, and taking the service out would stop those too.
  checks.register({
    name: 'transport-halted',
    required: false,
    check: async () => refuse(transport.halted.map(({ topic, shard }) => `${topic} shard ${shard} stands still`)),
  });
}

function registerMetrics(app: NestExpressApplication, transport: RedisStreamsServer | undefined): void {
  const metrics = app.get(Metrics);
  registerPublisherMetrics(metrics, app.get(RedisStreamsClient));
  if (transport) registerConsumerMetrics(metrics, transport);
}

function refuse(troubles: readonly string[]): void {
  if (troubles.length > 0) throw new Error(troubles.join('; '));
}

async function listen(app: NestExpressApplication, { config, publicPort }: ServiceDefinition) {
  const express = app.getHttpAdapter().getInstance();
  const ports = [{ host: config.internalHost, port: config.internalPort }, ...(publicPort ? [publicPort] : [])];
  return Promise.all(
    ports.map(async ({ host, port }) => {
      const server = createServer(express);
      await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
      return server;
    }),
  );
}

function endOnSignals(
  { drain }: ServiceDefinition,
  app: INestApplication,
  transport: RedisStreamsServer | undefined,
  servers: ReturnType<typeof createServer>[],
  logger: JsonLogger,
): void {
  let ending = false;
  const end = async (signal: string) => {
    // The second signal means: at once.
    if (ending) process.exit(1);
    ending = true;
    logger.log(`${signal}: draining`);
    const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)));
    drain?.(app);
    await Promise.race([Promise.all(closed), delay(DRAIN_MS)]);
    for (const server of servers) server.closeAllConnections();
    await transport?.close();
    await app.close().catch((error: unknown) => logger.error(error));
    process.exit(0);
  };
  process.on('SIGTERM', () => void end('SIGTERM'));
  process.on('SIGINT', () => void end('SIGINT'));
}
