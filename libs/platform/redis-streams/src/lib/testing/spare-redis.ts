import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

interface Tools {
  freePort(): Promise<number>;
  startRedis(options: object): Promise<{ stop(signal: NodeJS.Signals): Promise<void> }>;
}

const tools = '../../../../../../tools/dev/infrastructure';
const { freePort } = jest.requireActual<Pick<Tools, 'freePort'>>(`${tools}/ports.mjs`);
const { startRedis } = jest.requireActual<Pick<Tools, 'startRedis'>>(`${tools}/redis.mjs`);

export interface SpareRedis {
  readonly port: number;
  /** A connection for the spec itself, past every proxy. */
  readonly redis: Redis;
  stop(): Promise<void>;
}

/** A Redis for one spec: what is done to it, such as making it a replica, must not be done to the one all suites share. */
export async function startSpareRedis(): Promise<SpareRedis> {
  const dataDir = mkdtempSync(join(tmpdir(), 'mercury-spare-redis-'));
  const port = await freePort();
  // A replica is filled over the socket at once, not after five seconds.
  const more = ['--repl-diskless-sync-delay', '0'];
  const server = await startRedis({ dataDir, port, persistent: false, more });
  const redis = new Redis({ port, host: '127.0.0.1', protocol: 2 });
  return {
    port,
    redis,
    async stop() {
      redis.disconnect();
      await server.stop('SIGKILL');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
