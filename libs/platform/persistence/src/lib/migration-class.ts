import type { Migration } from '@mikro-orm/migrations';

/** A MikroORM migration. Its class name orders it: `Migration20261124T0900OrdersOrderSummary`. */
export type MigrationClass = new (...args: ConstructorParameters<typeof Migration>) => Migration;
