// A process that handles messages as they tell it to, and writes down what it does. Told by MERCURY_TORTURE_WORKER.
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { workspace } from '../../dev/machine/workspace.mjs';
import { monotonicMs } from './evidence.mjs';

const require = createRequire(import.meta.url);
require('reflect-metadata');
const { Catch, Controller, Module } = require('@nestjs/common');
const { NestFactory } = require('@nestjs/core');
const { Ctx, MessagePattern, Payload } = require('@nestjs/microservices');
const { throwError } = require('rxjs');
const lib = require(join(workspace, 'dist/node/libs/platform/redis-streams/src/index.js'));

const config = JSON.parse(process.env.MERCURY_TORTURE_WORKER);
const {
  topic,
  topics = [topic],
  group,
  shards,
  evidenceFile,
  healedFile,
  positionsFolder,
  rpc = [],
  server = {},
} = config;
const ledger = config.ledger ? openLedger(config.url) : undefined;
let inFlight = 0;
let inFlightMost = 0;

/**
 * A side effect as it should be: who comes with an older fence than the last is refused, and what has happened does not happen
 * again. `ledger:<group>` lists the effects in their order.
 */
function openLedger(url) {
  const redis = lib.connectForCommands({ url });
  const script = `local last = tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or '0')
    if tonumber(ARGV[2]) < last then return 0 end
    redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
    if redis.call('SADD', KEYS[2], ARGV[3]) == 1 then redis.call('RPUSH', KEYS[3], ARGV[3]) end
    return 1`;
  const names = ['fences', 'done', 'ledger'].map((name) => `${name}:${group}`);
  return { enter: async (shard, fence, n) => (await redis.eval(script, 3, ...names, shard, fence, n)) === 1 };
}

function note(what, { n }, context) {
  const shard = lib.shardOf(context.key, shards);
  const facts = [
    what,
    group,
    shard,
    n,
    context.key,
    context.attempt,
    context.fence ?? 0,
    process.pid,
    monotonicMs(),
    context.id,
  ];
  appendFileSync(evidenceFile, `${facts.join(' ')}\n`);
}

/** How long a message takes: as it says, else as this worker does. */
function workMs(data) {
  if (config.quickWhenHealed && existsSync(healedFile)) return 0;
  return Math.min(data.ms ?? config.workMs ?? 0, config.workAtMostMs ?? Infinity);
}

class Handlers {
  /** The message says how long it takes (`ms`), and whether it fails, or ends the process, until things are healed. */
  async happened(data, context) {
    inFlight += 1;
    inFlightMost = Math.max(inFlightMost, inFlight);
    note('S', data, context);
    try {
      const ms = workMs(data);
      if (ms > 0) await delay(ms);
      const healed = existsSync(healedFile);
      if (data.exit && !healed) process.exit(1);
      // `true`: in every group; else the name of the group that cannot stand it.
      if ((data.fail === true || data.fail === group) && !healed) throw new Error(`message ${data.n} is poison`);
      if (ledger && !(await ledger.enter(lib.shardOf(context.key, shards), context.fence, data.n))) {
        note('R', data, context);
        throw new Error(`fence ${context.fence} is an old one`);
      }
      note('F', data, context);
    } finally {
      inFlight -= 1;
    }
  }

  async echo(data, context) {
    note('S', data, context);
    if (data.ms) await delay(data.ms);
    note('F', data, context);
    return data.n;
  }
}

/** Without one, Nest's own filter hides from the transport what a handler threw. */
class ErrorsPass {
  catch(error) {
    return throwError(() => error);
  }
}
Catch()(ErrorsPass);

class WorkerModule {
  onModuleDestroy() {
    appendFileSync(evidenceFile, `D ${group} 0 0 - 0 0 ${process.pid} ${monotonicMs()} -\n`);
  }
}

function decorate(method, ...decorators) {
  const descriptor = Object.getOwnPropertyDescriptor(Handlers.prototype, method);
  for (const decorator of decorators) decorator(Handlers.prototype, method, descriptor);
  Payload()(Handlers.prototype, method, 0);
  Ctx()(Handlers.prototype, method, 1);
}

decorate('happened', ...topics.map((name) => lib.StreamEvent(name, 'torture.happened.v1')));
decorate('echo', ...rpc.map((service) => MessagePattern(`${service}.echo`, lib.REDIS_STREAMS)));
Controller()(Handlers);
Module({ controllers: [Handlers] })(WorkerModule);

const positionFile = (name, shard) => join(positionsFolder, `${group}.${name}.${shard}`);
const positions = {
  async load(name, shard) {
    return existsSync(positionFile(name, shard)) ? readFileSync(positionFile(name, shard), 'utf8') : undefined;
  },
  async save(name, shard, _group, id) {
    const file = positionFile(name, shard);
    writeFileSync(`${file}.${process.pid}`, id);
    renameSync(`${file}.${process.pid}`, file);
  },
};

const say = (message) => console.log(`LOG ${String(message).split('\n')[0]}`);
const strategy = new lib.RedisStreamsServer({
  url: config.url,
  rpc,
  shards,
  ...(rpc.length === 0 || config.alsoEvents ? { group, topics } : {}),
  leaseMs: 1_500,
  positions: config.positions ? positions : undefined,
  ...server,
});
const app = await NestFactory.createMicroservice(WorkerModule, {
  strategy,
  logger: { log() {}, debug() {}, verbose() {}, warn: say, error: say, fatal: say },
});
app.useGlobalFilters(new ErrorsPass());
process.on('disconnect', () => process.exit());
process.on('message', () => process.send(stats()));
await lib.runMicroservice(app);
process.send('listening');

function stats() {
  const { counters, shards: owned } = strategy.consumption;
  const { rss } = process.memoryUsage();
  return { counters, owned, rss, inFlight, inFlightMost, expired: strategy.expiredRequests, ready: strategy.isReady() };
}
