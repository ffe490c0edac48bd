import { match } from 'node:assert';
import { appendPage, startTraffic } from '../traffic.mjs';
import { until } from '../world.mjs';

/** PostgreSQL comes back from a copy that is seconds old, under a relay and read models that live on. */
export const postgresRestored = {
  name: 'restored',
  title: 'PostgreSQL restored to an older point, and worker:relay-reset',
  async play(world) {
    const relay = await world.relay();
    await world.orm.close(true);
    await world.postgres.stop('SIGINT');
    await world.keepCopy(world.postgresAt);
    await world.startPostgres();
    await world.open();
    const traffic = startTraffic(world);
    const before = await world.store.head();
    await until('the lost events are published', async () => (await relay.look()).position > before + 300);
    await traffic.stop();
    await world.orm.close(true);
    await world.postgres.stop('SIGQUIT');
    await world.putBack(world.postgresAt);
    await world.startPostgres();
    await world.open();
    for (let page = 0; page < 5; page += 1) await appendPage(world.store);
    await until('the relay refuses', async () => (await relay.look()).role === 'refusing');
    match((await relay.look()).refusal, /worker:relay-reset/);
    match(await world.run('apps/worker/src/relay-reset.js', '--dry-run'), /dry run: nothing was changed/);
    match(await world.run('apps/worker/src/relay-reset.js', '--confirm'), /streams and store agree/);
    for (let page = 0; page < 5; page += 1) await appendPage(world.store);
    await until('the relay leads', async () => (await relay.look()).role === 'leader');
    return 'refused, reset, gone on';
  },
};
