import { Logger, type INestApplication, type INestMicroservice } from '@nestjs/common';

/** The process as this library needs it; specs give their own. */
export interface HostProcess {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  exit(code: number): void;
}

export interface RunMicroserviceOptions {
  /** What ends the application. Default SIGTERM and SIGINT. */
  readonly signals?: readonly NodeJS.Signals[];
  readonly host?: HostProcess;
}

/**
 * Starts a microservice, or all microservices of a hybrid application (its HTTP side listens when the caller says so), and
 * ends it in order on a signal: transports are drained while everything that their handlers use is still there, then the
 * application closes, then the process ends. A second signal ends the process at once.
 *
 * Do not call `app.enableShutdownHooks()` as well: Nest would run `onModuleDestroy` and `beforeApplicationShutdown` on the
 * signal, and close database connections under running handlers. Rejects when the transport cannot start.
 */
export async function runMicroservice(
  app: INestMicroservice | INestApplication,
  { signals = ['SIGTERM', 'SIGINT'], host = process }: RunMicroserviceOptions = {},
): Promise<void> {
  const logger = new Logger('RedisStreams');
  let ending = false;
  const end = async (signal: string) => {
    if (ending) return host.exit(1);
    ending = true;
    logger.log(`${signal}: draining`);
    try {
      await closeDrained(app);
      host.exit(0);
    } catch (error) {
      logger.error(error);
      host.exit(1);
    }
  };
  for (const signal of signals) host.on(signal, () => void end(signal));
  await (isHybrid(app) ? app.startAllMicroservices() : app.listen());
}

/** Closes an application after its transports have drained. `app.close()` of a hybrid application does it the other way round. */
export async function closeDrained(app: INestMicroservice | INestApplication): Promise<void> {
  if (isHybrid(app)) await Promise.all(app.getMicroservices().map((service) => service.getTransportServer().close()));
  await app.close();
}

function isHybrid(app: INestMicroservice | INestApplication): app is INestApplication {
  return 'startAllMicroservices' in app;
}
