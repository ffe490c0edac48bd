import 'reflect-metadata';
import { runMigrations } from '@mercury/platform/persistence';
import { allMigrations } from './all-migrations';
import { allProjections } from './all-projections';
import { connect } from './replay/connect';
import { runReplay } from './replay/run-replay';
import { fail, say } from './replay/say';

/**
 * Brings a database up to date and makes the first tables of every read model, so that their views exist before a service
 * starts. Read models of an older version of the code are rebuilt. Run once before the services; again changes nothing.
 */
async function migrate(): Promise<void> {
  const connection = await connect('mercury-migrate');
  const { databaseUrl, writer } = connection;
  try {
    const done = await runMigrations(databaseUrl, allMigrations);
    for (const name of done) say(`migrated ${name}`);
    for (const projection of allProjections.all) {
      await writer.install(projection);
      const live = await writer.live(projection);
      if (live?.version === projection.version) continue;
      say(`${projection.name}: version ${live?.version} becomes version ${projection.version}`);
      await runReplay(connection, projection, { workers: 1, dryRun: false, force: false });
    }
    say(`${done.length} migrations run, ${allProjections.all.length} read models in place`);
  } finally {
    await connection.close();
  }
}

migrate().catch(fail);
