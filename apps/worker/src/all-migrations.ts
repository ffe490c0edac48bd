import { catalogMigrations } from '@mercury/catalog/server';
import { identityMigrations } from '@mercury/identity/server';
import { ordersMigrations } from '@mercury/orders/server';
import { paymentMigrations } from '@mercury/payment/server';
import { eventStoreMigrations } from '@mercury/platform/event-store';
import { personalDataMigrations } from '@mercury/platform/personal-data';
import type { MigrationClass } from '@mercury/platform/persistence';
import { projectionMigrations } from '@mercury/platform/projections';
import { relayMigrations } from '@mercury/platform/relay';
import { serviceMigrations } from '@mercury/platform/service';
import { riskMigrations } from '@mercury/risk/server';

/** Every migration of the house; their class names put them in order. */
export const allMigrations: readonly MigrationClass[] = [
  ...eventStoreMigrations,
  ...relayMigrations,
  ...serviceMigrations,
  ...projectionMigrations,
  ...personalDataMigrations,
  ...catalogMigrations,
  ...identityMigrations,
  ...ordersMigrations,
  ...paymentMigrations,
  ...riskMigrations,
];
