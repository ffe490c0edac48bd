import 'reflect-metadata';
import { runMigrations } from '@mercury/platform/persistence';
import { allMigrations } from './all-migrations';
import { allProjections } from './all-projections';
import { connect } from './replay/connect';
import { fail, say } from './replay/say';

/**
 * Brings a database up to date and makes the first tables of every read model, so that their views exist before a service
 * starts. Run once before the services; running it again changes nothing.
 */
async function migrate(): Promise<void> {
  const { databaseUrl, writer, close } = await connect('mercury-migrate');
  try {
    const done = await runMigrations(databaseUrl, allMigrations);
    for (const name of done) say(`migrated ${name}`);
    for (const projection of allProjections.all) {
      await writer.install(projection);
      const live = await writer.live(projection);
      if (live?.version !== projection.version)
        say(
          `${projection.name}: the rows are of version ${live?.version}, the code is version ${projection.version}: ` +
            `run "npx nx run worker:replay --projection=${projection.name}"`,
        );
    }
    say(`${done.length} migrations run, ${allProjections.all.length} read models in place`);
  } finally {
    await close();
  }
}

migrate().catch(fail);
