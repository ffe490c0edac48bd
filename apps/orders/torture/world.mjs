// The real services around checkout, as processes that can be killed: catalogue, orders, payment, risk, worker, Stripe emulator.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { compileServers } from '../../../tools/dev/compile.mjs';
import { freePort, waitForPort } from '../../../tools/dev/infrastructure/ports.mjs';
import { startTestInfrastructure } from '../../../tools/dev/infrastructure/test-infrastructure.mjs';
import { nodeBinary } from '../../../tools/dev/machine/node-version.mjs';
import { workspace } from '../../../tools/dev/machine/workspace.mjs';

const require = createRequire(import.meta.url);
const compiled = (file) => join(workspace, 'dist/node', file);
const exitWithParent = new URL('../../../tools/dev/shop/exit-with-parent.mjs', import.meta.url).href;
const database = 'mercury_orders_torture';

/** Two of orders: what one of them does must not depend on it being alone. */
export const services = ['catalog', 'payment', 'risk', 'worker', 'orders', 'orders-2'];

/** Starts everything; resolves to the handles that scenarios need. */
export async function startWorld() {
  await compileServers();
  const infrastructure = await startTestInfrastructure();
  const folder = mkdtempSync(join(tmpdir(), 'mercury-orders-torture-'));
  chmodSync(folder, 0o755);
  const emulatorPort = await freePort();
  const env = environmentOf(infrastructure.env, emulatorPort, folder);
  const children = new Map();
  const sql = new pg.Client(env.DATABASE_URL);
  const launch = (name, script, extra = {}) => {
    // The channel lets a child notice that this process has died, and end itself.
    const child = spawn(nodeBinary(), ['--enable-source-maps', '--import', exitWithParent, compiled(script)], {
      env: { ...env, ...extra },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const log = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => log.push(String(chunk)));
    const exited = new Promise((resolve) => child.once('exit', resolve));
    children.set(name, { child, exited });
    return { log, exited };
  };
  const world = {
    sql,
    client: undefined,
    stripe: `http://127.0.0.1:${emulatorPort}`,
    async startService(name) {
      const port = await freePort();
      const { log } = launch(name, `apps/${name.replace(/-\d$/, '')}/src/main.js`, { INTERNAL_PORT: String(port) });
      for (const end = Date.now() + 120_000; Date.now() < end; await delay(50)) {
        const answer = await fetch(`http://127.0.0.1:${port}/health/startup`).catch(() => undefined);
        if (answer?.ok) return;
      }
      throw new Error(`${name} did not start:\n${log.join('').slice(-2_000)}`);
    },
    /** As a crash is: without a word. */
    async kill(name) {
      const { child, exited } = children.get(name);
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      for (const { child } of children.values()) child.kill('SIGKILL');
      world.client?.close();
      await sql.end().catch(() => {});
      await infrastructure.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    await createDatabase(infrastructure.env.MERCURY_TEST_DATABASE_URL);
    const migrating = launch('migrate', 'apps/worker/src/migrate.js');
    if ((await migrating.exited) !== 0) throw new Error(`the migration failed:\n${migrating.log.join('')}`);
    children.delete('migrate');
    const emulator = launch('stripe-emulator', 'tools/stripe-emulator/src/main.js');
    if (!(await waitForPort(emulatorPort, 30_000))) throw new Error(`no emulator:\n${emulator.log.join('')}`);
    await sql.connect();
    for (const name of services) await world.startService(name);
    const { RedisStreamsClient } = require(compiled('libs/platform/redis-streams/src/index.js'));
    const { problemCodec } = require(compiled('libs/platform/errors/src/index.js'));
    world.client = new RedisStreamsClient({ url: env.REDIS_URL, errors: problemCodec });
    world.listProducts = (products) => listProducts(env.DATABASE_URL, products);
    return world;
  } catch (error) {
    await world.stop();
    throw error;
  }
}

function environmentOf({ MERCURY_TEST_DATABASE_URL, MERCURY_TEST_REDIS_URL }, emulatorPort, folder) {
  const url = new URL(MERCURY_TEST_DATABASE_URL);
  url.pathname = `/${database}`;
  return {
    ...process.env,
    DATABASE_URL: url.toString(),
    REDIS_URL: MERCURY_TEST_REDIS_URL,
    LOG_LEVEL: 'error',
    NODE_ENV: 'test',
    NODE_COMPILE_CACHE: join(folder, 'compile-cache'),
    PERSONAL_DATA_KEY: '0'.repeat(64),
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

async function createDatabase(url) {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`CREATE DATABASE ${database}`);
  await client.end();
}

/** Lists products of one variant each (`v-<id>`), priced in minor units, with their first delivery. */
async function listProducts(databaseUrl, products) {
  const { MikroORM } = await import('@mikro-orm/postgresql');
  const { ormOptions } = require(compiled('libs/platform/persistence/src/index.js'));
  const { EventRegistry, PostgresEventStore } = require(compiled('libs/platform/event-store/src/index.js'));
  const { catalogEventTypes, loadProducts } = require(compiled('libs/catalog/server/src/index.js'));
  const orm = await MikroORM.init(ormOptions({ databaseUrl, applicationName: 'torture' }));
  await loadProducts(
    new PostgresEventStore(orm.em, new EventRegistry(catalogEventTypes)),
    orm.em,
    products.map(({ id, priceMinor, units }) => ({
      product: {
        productId: `p-${id}`,
        slug: `item-${id}`,
        title: `Item ${id}`,
        brand: 'Halden',
        description: 'An item.',
        categoryPath: ['lighting'],
        attributes: {},
        images: [],
        variants: [{ variantId: `v-${id}`, sku: `SKU-${id}`, options: {}, priceMinor, currency: 'EUR' }],
      },
      stock: { [`v-${id}`]: units },
    })),
  );
  await orm.close(true);
}
