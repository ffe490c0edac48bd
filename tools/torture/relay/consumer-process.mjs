// A process that keeps read models of the shop up to date from the streams: one in PostgreSQL, one in Redis.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { workspace } from '../../dev/machine/workspace.mjs';

const require = createRequire(import.meta.url);
require('reflect-metadata');
const compiled = (name) => require(join(workspace, `dist/node/libs/${name}/src/index.js`));
const { PostgresEventStore } = compiled('platform/event-store');
const { ormOptions } = compiled('platform/persistence');
const { PausedParts, ProjectionRunner, ProjectionWriter } = compiled('platform/projections');
const { MikroORM } = require('@mikro-orm/postgresql');
const { Redis } = require('ioredis');

const { databaseUrl, redisUrl } = JSON.parse(process.env.MERCURY_TORTURE_RELAY);
const orm = await MikroORM.init(ormOptions({ databaseUrl, applicationName: 'torture-consumer', poolMax: 6 }));
const redis = new Redis(redisUrl, { protocol: 2, maxRetriesPerRequest: 2, commandTimeout: 5_000 });
redis.on('error', () => {});
const writer = new ProjectionWriter(orm.em, redis);
const said = new Set();
for (const projection of [
  compiled('recommendations/server').recommendationsProjection,
  compiled('trending/server').trendingProjection,
]) {
  const runner = new ProjectionRunner(projection, writer, new PausedParts(orm.em), new PostgresEventStore(orm.em), {
    redisUrl,
    storeIntervalMs: 2_000,
    onError(name, error) {
      const line = `LOG ${name}: ${String(error).split('\n')[0]}`;
      if (!said.has(line)) console.log(line);
      said.add(line);
    },
  });
  await runner.start();
}
process.on('disconnect', () => process.exit());
process.send('started');
