import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { ormOptions } from '@mercury/platform/persistence';
import { ConsumerPositions } from '@mercury/platform/service';

/** Opens the database for as long as `work` lasts: most commands do not need it, and must work when it is away. */
export async function withPositions<Result>(
  databaseUrl: string,
  work: (positions: ConsumerPositions) => Promise<Result>,
): Promise<Result> {
  const orm = await MikroORM.init(ormOptions({ databaseUrl, applicationName: 'mercury-streams' }));
  try {
    return await work(new ConsumerPositions(orm.em as EntityManager));
  } finally {
    await orm.close(true);
  }
}
