// Servers of its own, relays and consumers as child processes, and writers that dawdle and change their minds.
import { fork, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { freePort } from '../../dev/infrastructure/ports.mjs';
import { postgresUrl, startPostgres } from '../../dev/infrastructure/postgres.mjs';
import { startRedis } from '../../dev/infrastructure/redis.mjs';
import { nodeBinary } from '../../dev/machine/node-version.mjs';
import { workspace } from '../../dev/machine/workspace.mjs';

const require = createRequire(import.meta.url);
const START_MS = 60_000;

/** A compiled library of the workspace: `platform/relay`. */
export function compiled(name) {
  require('reflect-metadata');
  return require(join(workspace, `dist/node/libs/${name}/src/index.js`));
}

export async function startWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'mercury-relay-'));
  chmodSync(folder, 0o755);
  const world = new World(folder, await freePort(), await freePort());
  await world.startPostgres();
  await world.startRedis();
  await world.run('apps/worker/src/migrate.js');
  await world.open();
  return world;
}

class World {
  children = [];

  constructor(folder, postgresPort, redisPort) {
    this.folder = folder;
    const settings = { max_connections: '100', shared_buffers: '64MB', max_prepared_transactions: '10' };
    this.postgresAt = { dataDir: join(folder, 'postgres'), port: postgresPort, settings };
    this.redisAt = { dataDir: join(folder, 'redis'), port: redisPort };
    this.databaseUrl = postgresUrl(postgresPort, 'postgres');
    this.redisUrl = `redis://127.0.0.1:${redisPort}`;
    this.env = {
      ...process.env,
      DATABASE_URL: this.databaseUrl,
      REDIS_URL: this.redisUrl,
      LOG_LEVEL: 'warn',
      NODE_COMPILE_CACHE: join(tmpdir(), 'mercury-torture-cache'),
    };
  }

  async startPostgres() {
    this.postgres = await startPostgres(this.postgresAt);
  }

  async startRedis() {
    this.redis = await startRedis(this.redisAt);
  }

  /** Connections of the torture's own, for appends and for looking. */
  async open() {
    const { Redis } = require('ioredis');
    const { MikroORM } = require('@mikro-orm/postgresql');
    const { ormOptions } = compiled('platform/persistence');
    this.orm = await MikroORM.init(ormOptions({ databaseUrl: this.databaseUrl, applicationName: 'torture' }));
    this.store = new (compiled('platform/event-store').PostgresEventStore)(this.orm.em);
    this.connection ??= new Redis(this.redisUrl, { protocol: 2 }).on('error', () => {});
    this.writer = new (compiled('platform/projections').ProjectionWriter)(this.orm.em, this.connection);
  }

  /** The folder of a stopped server, to be put back later. Owners are kept: PostgreSQL runs as a user of its own. */
  keepCopy({ dataDir }) {
    return this.shell(`rm -rf "${dataDir}.copy" && cp -a "${dataDir}" "${dataDir}.copy"`);
  }

  putBack({ dataDir }) {
    return this.shell(`rm -rf "${dataDir}" && cp -a "${dataDir}.copy" "${dataDir}"`);
  }

  relay(config = {}) {
    return this.child('relay-process.mjs', { leaseMs: 1_000, ...config });
  }

  consumer() {
    return this.child('consumer-process.mjs', {});
  }

  async child(file, config) {
    const { databaseUrl, redisUrl } = this;
    const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
      execPath: nodeBinary(),
      env: { ...this.env, MERCURY_TORTURE_RELAY: JSON.stringify({ databaseUrl, redisUrl, ...config }) },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const process = new Child(child);
    this.children.push(process);
    await process.started();
    return process;
  }

  /** Runs a command of the house; resolves to what it said. Throws when it fails. */
  run(file, ...args) {
    return output(nodeBinary(), [join(workspace, 'dist/node', file), ...args], this.env);
  }

  shell(command) {
    return output('sh', ['-c', command], this.env);
  }

  async stop() {
    for (const { child } of this.children) child.kill('SIGKILL');
    this.connection?.disconnect();
    await this.orm?.close(true).catch(() => {});
    await Promise.all([this.postgres?.stop('SIGQUIT'), this.redis?.stop('SIGKILL')]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

class Child {
  log = [];
  output = '';

  constructor(child) {
    this.child = child;
    this.exited = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        this.output += chunk;
        for (const line of String(chunk).split('\n')) if (line.startsWith('LOG ')) this.log.push(line.slice(4));
      });
  }

  async started() {
    const said = new Promise((resolve) => this.child.once('message', () => resolve(true)));
    const outcome = await Promise.race([said, this.exited, delay(START_MS, 'late', { ref: false })]);
    // One that dies in its first turn may be quicker than its word.
    if (outcome !== true && outcome !== 'SIGKILL')
      throw new Error(`a process did not start (${outcome}):\n${this.output.slice(-2_000)}`);
  }

  signal(signal) {
    this.child.kill(signal);
  }

  kill() {
    this.child.kill('SIGKILL');
    return this.exited;
  }

  /** Role, refusal and position of a relay. */
  look() {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('a relay does not answer')), 10_000);
      this.child.once('message', (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      this.child.send('look');
    });
  }
}

function output(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    child.once('exit', (code) =>
      code === 0 ? resolve(said) : reject(new Error(`${args[0]} ended with code ${code}: ${said}`)),
    );
  });
}

/** A connection by hand. */
export async function connect(world) {
  const client = new pg.Client(world.databaseUrl);
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** Looks every 20 ms; throws `what` when it is not so in time. */
export async function until(what, condition, timeoutMs = 30_000) {
  for (const end = performance.now() + timeoutMs; performance.now() < end; await delay(20))
    if (await condition()) return;
  throw new Error(`not in ${timeoutMs} ms: ${typeof what === 'function' ? what() : what}`);
}
