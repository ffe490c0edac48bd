import { runMigrations } from '@mercury/platform/persistence';
import { eventStoreMigrations } from '../../../index';

/** Before the services of a release start. Two that start at once take turns; a second run changes nothing. */
export const migrate = (databaseUrl: string) => runMigrations(databaseUrl, [...eventStoreMigrations]);
