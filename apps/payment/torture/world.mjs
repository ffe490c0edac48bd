// Real servers, the real emulator, and payment processes that can be killed, with the shop's own compiled code.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import Stripe from 'stripe';
import { compileServers } from '../../../tools/dev/compile.mjs';
import { freePort, waitForPort } from '../../../tools/dev/infrastructure/ports.mjs';
import { startTestInfrastructure } from '../../../tools/dev/infrastructure/test-infrastructure.mjs';
import { nodeBinary } from '../../../tools/dev/machine/node-version.mjs';
import { workspace } from '../../../tools/dev/machine/workspace.mjs';

const require = createRequire(import.meta.url);
const compiled = (file) => join(workspace, 'dist/node', file);

/** Starts PostgreSQL, Redis and the emulator, migrates, and gives the handles that the scenarios need. */
export async function startWorld() {
  await compileServers();
  const infrastructure = await startTestInfrastructure();
  const folder = mkdtempSync(join(tmpdir(), 'mercury-payment-torture-'));
  chmodSync(folder, 0o755);
  const emulatorPort = await freePort();
  const env = environmentOf(infrastructure.env, emulatorPort, folder);
  const children = new Set();
  const sql = new pg.Client(env.DATABASE_URL);
  const world = {
    sql,
    client: undefined,
    domain: undefined,
    stripe: new Stripe(env.STRIPE_SECRET_KEY, {
      host: '127.0.0.1',
      port: emulatorPort,
      protocol: 'http',
      telemetry: false,
    }),
    startEmulator: async () => {
      const emulator = launch('tools/stripe-emulator/src/main.js', env, children);
      if (!(await waitForPort(emulatorPort, 20_000))) throw new Error(`no emulator:\n${emulator.log.join('')}`);
      return emulator;
    },
    /** A payment process; `kill()` is -9, as a crash is. */
    startPayment: async () => {
      const port = await freePort();
      const payment = launch('apps/payment/src/main.js', { ...env, INTERNAL_PORT: String(port) }, children);
      await ready(`http://127.0.0.1:${port}/health/startup`, payment.log);
      return payment;
    },
    /** Plays a fault on the next calls to Stripe. */
    fault: (fault) =>
      fetch(`http://127.0.0.1:${emulatorPort}/emulator/faults`, { method: 'POST', body: JSON.stringify(fault) }),
    async stop() {
      for (const child of children) child.kill('SIGKILL');
      world.client?.close();
      await sql.end().catch(() => {});
      await infrastructure.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    await createDatabase(infrastructure.env.MERCURY_TEST_DATABASE_URL);
    const migrating = launch('apps/worker/src/migrate.js', env, children);
    if ((await migrating.exited) !== 0) throw new Error(`the migration failed:\n${migrating.log.join('')}`);
    await sql.connect();
    const { RedisStreamsClient } = require(compiled('libs/platform/redis-streams/src/index.js'));
    world.domain = require(compiled('libs/payment/domain/src/index.js'));
    const { problemCodec } = require(compiled('libs/platform/errors/src/index.js'));
    world.client = new RedisStreamsClient({ url: env.REDIS_URL, errors: problemCodec });
    return world;
  } catch (error) {
    await world.stop();
    throw error;
  }
}

function environmentOf({ MERCURY_TEST_DATABASE_URL, MERCURY_TEST_REDIS_URL }, emulatorPort, folder) {
  const database = new URL(MERCURY_TEST_DATABASE_URL);
  database.pathname = '/mercury_payment_torture';
  return {
    ...process.env,
    DATABASE_URL: database.toString(),
    REDIS_URL: MERCURY_TEST_REDIS_URL,
    LOG_LEVEL: 'error',
    NODE_ENV: 'test',
    NODE_COMPILE_CACHE: join(folder, 'compile-cache'),
    STRIPE_SECRET_KEY: 'sk_test_emulator',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_emulator',
    STRIPE_WEBHOOK_SECRET: 'whsec_torture1',
    STRIPE_API_BASE: `http://127.0.0.1:${emulatorPort}`,
    STRIPE_EMULATOR_PORT: String(emulatorPort),
    STRIPE_EMULATOR_STATE: join(folder, 'stripe.json'),
    // Webhooks go nowhere: what is lost in a crash has to be found without them.
    STRIPE_WEBHOOK_URL: '',
  };
}

function launch(script, env, children) {
  const child = spawn(nodeBinary(), ['--enable-source-maps', compiled(script)], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => log.push(String(chunk)));
  const exited = new Promise((resolve) => child.once('exit', resolve));
  children.add(child);
  void exited.then(() => children.delete(child));
  return {
    log,
    exited,
    async kill(signal = 'SIGKILL') {
      child.kill(signal);
      await exited;
    },
  };
}

async function createDatabase(url) {
  const client = new pg.Client(url);
  await client.connect();
  await client.query('CREATE DATABASE mercury_payment_torture');
  await client.end();
}

async function ready(url, log) {
  for (const end = Date.now() + 30_000; Date.now() < end; await delay(50)) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
  }
  throw new Error(`a process did not start:\n${log.join('').slice(-2_000)}`);
}
