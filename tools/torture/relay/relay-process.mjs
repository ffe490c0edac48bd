// A process that runs one relay, and kills itself with -9 at a step that it is told. Told by MERCURY_TORTURE_RELAY.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { workspace } from '../../dev/machine/workspace.mjs';

const require = createRequire(import.meta.url);
require('reflect-metadata');
const library = (name) => require(join(workspace, `dist/node/libs/platform/${name}/src/index.js`));
const { Relay, RelayState, ShardWriter } = library('relay');
const { PostgresEventStore } = library('event-store');
const { ormOptions } = library('persistence');
const { MikroORM } = require('@mikro-orm/postgresql');

const { databaseUrl, redisUrl, leaseMs, dieAt, dieAfter = 1 } = JSON.parse(process.env.MERCURY_TORTURE_RELAY);
let passed = 0;

/** Ends here, as a crash does, when this is the step and it has been passed often enough. */
function step(name) {
  if (name !== dieAt) return;
  passed += 1;
  if (passed >= dieAfter) process.kill(process.pid, 'SIGKILL');
}

class Store extends PostgresEventStore {
  async readAll(options) {
    const page = await super.readAll(options);
    if (page.events.length > 0) step('page read');
    return page;
  }
}

class Writer extends ShardWriter {
  async write(stream, events) {
    step('shard to be published');
    const length = await super.write(stream, events);
    step('shard published');
    return length;
  }
}

class State extends RelayState {
  async load() {
    step('state to be loaded');
    return super.load();
  }

  async save(scanned) {
    step('state to be saved');
    const saving = super.save(scanned);
    // The statement is on its way to PostgreSQL, or already there.
    setImmediate(() => step('state being saved'));
    await saving;
    step('state saved');
  }
}

const orm = await MikroORM.init(ormOptions({ databaseUrl, applicationName: 'torture-relay', poolMax: 3 }));
const said = new Set();
const relay = new Relay(new Store(orm.em), new State(orm.em), {
  redisUrl,
  leaseMs,
  pageSize: 100,
  writer: (redis, state) => new Writer(redis, state),
  onError(error) {
    const line = `LOG ${String(error).split('\n')[0]}`;
    if (!said.has(line)) console.log(line);
    said.add(line);
  },
});
process.on('disconnect', () => process.exit());
process.on('message', () => process.send({ role: relay.role, refusal: relay.refusal, position: relay.position }));
relay.start();
process.send('started');
