import type { INestApplication } from '@nestjs/common';
import { closeDrained, RedisStreamsServer, runMicroservice, StreamExceptionFilter } from '../src';

/** HTTP and the transport in one process; each has filters and pipes of its own. */
export async function runHybrid(app: INestApplication, url: string): Promise<void> {
  const strategy = new RedisStreamsServer({ url, group: 'reminders', topics: ['lending'], rpc: ['reminders'] });
  const service = app.connectMicroservice({ strategy });
  service.useGlobalFilters(new StreamExceptionFilter());
  await app.listen(0);
  await runMicroservice(app);
}

/** The same end without a signal, as in specs. */
export const endHybrid = closeDrained;
