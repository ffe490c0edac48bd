// What a scenario has at hand: a Redis of its own, workers as child processes, a publisher, and what they wrote down.
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../dev/infrastructure/ports.mjs';
import { startRedis } from '../../dev/infrastructure/redis.mjs';
import { nodeBinary } from '../../dev/machine/node-version.mjs';
import { workspace } from '../../dev/machine/workspace.mjs';
import { Evidence } from './evidence.mjs';
import { startFaultProxy } from './fault-proxy.mjs';
import { Publisher } from './publisher.mjs';

const require = createRequire(import.meta.url);
const START_MS = 60_000;

/** The library under test, compiled. */
export function library() {
  require('reflect-metadata');
  return require(join(workspace, 'dist/node/libs/platform/redis-streams/src/index.js'));
}

/** Starts a Redis and gives the handles of one scenario; `stop()` ends all that was started by them. */
export async function startWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'mercury-streams-'));
  const at = { dataDir: join(folder, 'redis'), port: await freePort() };
  const world = new World(folder, at);
  world.redis = await startRedis(at);
  return world;
}

class World {
  topic = `t${randomUUID().slice(0, 8)}`;
  shards = 4;
  workers = [];
  clients = [];
  proxies = [];

  constructor(folder, at) {
    this.folder = folder;
    this.at = at;
    this.url = `redis://127.0.0.1:${at.port}`;
    this.evidenceFile = join(folder, 'evidence');
    this.written = new Evidence(this.evidenceFile);
    this.healedFile = join(folder, 'healed');
  }

  /** A process of its own that handles the topic; see `worker.mjs` for its settings. Resolves when it listens. */
  async worker({ group = 'g', topics, url = this.url, ...settings } = {}) {
    const { topic, shards, evidenceFile, healedFile } = this;
    const positionsFolder = join(this.folder, 'positions');
    mkdirSync(positionsFolder, { recursive: true });
    const config = { url, topic, topics, group, shards, evidenceFile, healedFile, positionsFolder, ...settings };
    const child = fork(fileURLToPath(new URL('worker.mjs', import.meta.url)), {
      execPath: nodeBinary(),
      env: {
        ...process.env,
        MERCURY_TORTURE_WORKER: JSON.stringify(config),
        NODE_COMPILE_CACHE: join(tmpdir(), 'mercury-torture-cache'),
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const worker = new Worker(child, group);
    this.workers.push(worker);
    await worker.ready();
    return worker;
  }

  /** Publishes to the topic from this process, position by position, and again what was not answered. */
  publisher(settings = {}) {
    const { RedisStreamsClient } = library();
    const { topic = this.topic, url = this.url, ...options } = settings;
    const client = this.client({ url, shards: { [topic]: this.shards }, ...options }, RedisStreamsClient);
    const publisher = new Publisher(client, topic);
    this.clients.push({ close: () => (publisher.abandoned = publisher.stopped = true) });
    return publisher;
  }

  client(options, Client = library().RedisStreamsClient) {
    const client = new Client({ url: this.url, ...options });
    this.clients.push(client);
    return client;
  }

  /** A plain connection, for what operators do by hand. */
  connection(url = this.url) {
    const redis = library().connectForCommands({ url });
    this.clients.push({ close: () => redis.disconnect() });
    return redis;
  }

  /** A way to this Redis on which answers can get lost. */
  async proxy() {
    const proxy = await startFaultProxy(this.at.port);
    this.proxies.push(proxy);
    return proxy;
  }

  /** The position that a group's workers have saved of a shard; 0 when none. */
  savedPosition(group, shard) {
    const file = join(this.folder, 'positions', `${group}.${this.topic}.${shard}`);
    return existsSync(file) ? parseInt(readFileSync(file, 'utf8'), 10) : 0;
  }

  evidence() {
    return this.written.read();
  }

  async restartRedis(signal, downMs = 0) {
    await this.redis.stop(signal);
    await delay(downMs);
    this.redis = await startRedis(this.at);
  }

  /** Redis takes connections and answers nobody, as on a machine that swaps or whose disk hangs. */
  async freezeRedis(ms) {
    process.kill(this.redis.pid, 'SIGSTOP');
    await delay(ms);
    process.kill(this.redis.pid, 'SIGCONT');
  }

  async stop() {
    for (const worker of this.workers) worker.child.kill('SIGKILL');
    for (const client of this.clients) client.close();
    await Promise.all(this.proxies.map((proxy) => proxy.stop()));
    await this.redis?.stop('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** One child process. */
class Worker {
  log = [];
  output = '';

  constructor(child, group) {
    this.child = child;
    this.group = group;
    this.exited = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        this.output += chunk;
        for (const line of String(chunk).split('\n')) if (line.startsWith('LOG ')) this.log.push(line.slice(4));
      });
  }

  get pid() {
    return this.child.pid;
  }

  get alive() {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  async ready() {
    const listening = new Promise((resolve) => this.child.once('message', resolve));
    const outcome = await Promise.race([
      listening,
      this.exited.then(() => 'exit'),
      delay(START_MS, 'late', { ref: false }),
    ]);
    if (outcome === 'exit' || outcome === 'late')
      throw new Error(`a worker did not start (${outcome}):\n${this.output.slice(-2_000)}`);
  }

  async kill(signal = 'SIGKILL') {
    this.child.kill(signal);
    return this.exited;
  }

  signal(signal) {
    this.child.kill(signal);
  }

  /** What the process says of itself: counters, shards that it owns, memory. */
  stats() {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`worker ${this.pid} does not answer`)), 10_000);
      this.child.once('message', (stats) => {
        clearTimeout(timer);
        resolve(stats);
      });
      this.child.send('stats');
    });
  }
}

/** Looks every 20 ms; throws `what` when it is not so in time. */
export async function until(what, condition, timeoutMs = 20_000) {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const result = await condition();
    if (result) return result;
    if (performance.now() > end)
      throw new Error(`not in ${timeoutMs} ms: ${typeof what === 'function' ? what() : what}`);
    await delay(20);
  }
}
