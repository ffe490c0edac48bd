// Relay and read models of a worker in one process that dies by its own hand at a named point: `projector.mjs POINT COUNT`.
// The point is reached through this composition alone; the house's own code knows nothing of it. Says `ready`, then where it
// struck as JSON, on lines of their own.
import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { workspace } from '../../../tools/dev/machine/workspace.mjs';

const require = createRequire(import.meta.url);
const compiled = (file) => require(join(workspace, 'dist/node', file));
require('reflect-metadata');
const { connect } = compiled('apps/worker/src/replay/connect.js');
const { allProjections } = compiled('apps/worker/src/all-projections.js');
const { PausedParts, partOfStream, ProjectionRunner, ProjectionWriter } = compiled(
  'libs/platform/projections/src/index.js',
);
const { Relay, RelayState } = compiled('libs/platform/relay/src/index.js');

const [point, count] = process.argv.slice(2);
let left = Number(count);
let armed = false;

/** kill -9 of this process the `count`th time that `point` is reached: nothing after it runs, no connection says good-bye. */
async function strike(at, detail) {
  if (!armed || at !== point) return;
  left -= 1;
  if (left > 0) return;
  writeSync(1, `${JSON.stringify(detail)}\n`);
  process.kill(process.pid, 'SIGKILL');
  await new Promise(() => {});
}

/** Strikes when the rows of a page are written, and their transaction is not committed. */
const struck = (projection) => ({
  ...projection,
  async apply(page, context) {
    await projection.apply(page, context);
    const last = page.at(-1);
    await strike('upserted', { name: projection.name, part: partOfStream(last.streamId), to: last.position });
  },
});

/** Strikes when a page is committed, and its entries are not acknowledged. */
class StruckWriter extends ProjectionWriter {
  async writeLive(projection, part, events, position, prev) {
    await super.writeLive(projection, part, events, position, prev);
    if (events.length > 0) await strike('committed', { name: projection.name, part, to: position });
  }
}

const connection = await connect('mercury-projector');
const { store } = connection;
const { em, redis } = connection.writer;
const writer = new StruckWriter(em, redis);
const onError = (name, error) => process.stderr.write(`${name}: ${error?.message ?? error}\n`);
const options = { redisUrl: process.env.REDIS_URL, onError, storeIntervalMs: 600_000 };
const runners = allProjections.all.map(
  (projection) => new ProjectionRunner(struck(projection), writer, new PausedParts(em), store, options),
);
new Relay(store, new RelayState(em), {
  redisUrl: process.env.REDIS_URL,
  onError: (error) => onError('relay', error),
}).start();
// Caught up from the store first: what comes now comes by the streams, and waits there for an acknowledgement.
for (const runner of runners) {
  await writer.install(runner.projection);
  await runner.catchUp();
}
for (const runner of runners) await runner.start();
armed = true;
writeSync(1, 'ready\n');
