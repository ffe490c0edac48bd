import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Redis } from 'ioredis';
import { identityEventTypes, identityMigrations, seedAccount } from '@mercury/identity/server';
import type { OrderStatus, PlacedOrder } from '@mercury/orders/contracts';
import { Contacts, ordersEventTypes, ordersMigrations, ordersProjections } from '@mercury/orders/server';
import { EventRegistry, eventStoreMigrations, PostgresEventStore } from '@mercury/platform/event-store';
import { MasterKey, PersonalData, personalDataMigrations } from '@mercury/platform/personal-data';
import { PausedParts, projectionMigrations, ProjectionRunner, ProjectionWriter } from '@mercury/platform/projections';
import { createTestDatabase } from '@mercury/platform/testing';
import { SystemClock } from '@mercury/shared/util-ids';
import { runForget } from '../run-forget';
import type { Shop } from '../shop';

const secret = 'ab'.repeat(32);
const password = 'correct horse battery';
const line = { variantId: 'v', productId: 'p', slug: 's', title: 'Lamp', options: {}, quantity: 1 };
const money = { unitPriceMinor: 900, lineTotalMinor: 900, image: { id: 'i', alt: '', color: '#ffffff' } };

export interface Buyer {
  readonly email: string;
  readonly shippingAddress: {
    name: string;
    line1: string;
    city: string;
    postalCode: string;
    country: string;
    phone: string;
  };
}

/** Somebody whom nothing else in the world is called like. */
export function aBuyer(name: string): Buyer {
  const tag = randomUUID().slice(0, 8);
  const place = { city: 'Tallinn', postalCode: '10111', country: 'EE' };
  const phone = `+372${tag}`;
  return {
    email: `${name}.${tag}@x.example`,
    shippingAddress: { name: `${name} ${tag}`, line1: `${tag} Lane 7`, phone, ...place },
  };
}

/** A shop's stores, with people in them who can be forgotten. */
export async function forgetWorld() {
  const migrations = [
    ...eventStoreMigrations,
    ...projectionMigrations,
    ...personalDataMigrations,
    ...identityMigrations,
    ...ordersMigrations,
  ];
  const database = await createTestDatabase({ migrations });
  const redis = new Redis(process.env['MERCURY_TEST_REDIS_URL'] as string, { protocol: 2 });
  const logs = await mkdtemp(join(tmpdir(), 'mercury-logs-'));
  const em = database.orm.em as EntityManager;
  const store = new PostgresEventStore(em, new EventRegistry([...identityEventTypes, ...ordersEventTypes]));
  const master = new MasterKey(secret);
  const people = new PersonalData(em, master, new SystemClock());
  const shop: Shop = { em, store, redis, master, people, keyPrefix: `spec${randomUUID().slice(0, 8)}` };
  const accounts = new Set<string>();
  const append = (streamId: string, expectedVersion: number, type: string, data: object, schemaVersion?: number) =>
    store.append({ streamId, expectedVersion, events: [{ type, data, schemaVersion }] }, { commandId: randomUUID() });
  return {
    shop,
    logs,
    append,
    log: (name: string, text: string) => writeFile(join(logs, name), text),
    /** An account, as registering opens it. */
    async account(email: string, displayName: string, role: 'shopper' | 'admin' = 'shopper'): Promise<string> {
      await seedAccount({ store, em, personalDataKey: secret }, { email, displayName, role, password });
      const rows = await em.fork().execute<{ account_id: string }[]>('SELECT account_id FROM identity.accounts');
      const opened = rows.map(({ account_id }) => account_id).find((id) => !accounts.has(id)) as string;
      accounts.add(opened);
      return opened;
    },
    /** An order, as placement writes it; `plain`: as it was before there were keys. */
    async order(
      owner: { visitorId: string; accountId?: string },
      buyer: Buyer,
      { status = 'confirmed' as OrderStatus, plain = false } = {},
    ) {
      const orderId = randomUUID();
      const contact = plain ? buyer : await new Contacts(people).seal(orderId, { owner, ...buyer });
      const placed = {
        orderId,
        number: `M-${orderId.slice(0, 6)}`,
        cartId: owner.visitorId,
        ...owner,
        ...contact,
        shippingMethod: 'standard',
        lines: [{ ...line, ...money }],
        totals: { currency: 'EUR', itemsMinor: 900, shippingMinor: 0, taxMinor: 150, totalMinor: 900 },
        holdId: 'h',
        holdExpiresAt: '2026-11-24T12:15:00.000Z',
      } as PlacedOrder;
      await append(`orders.order-${orderId}`, 0, 'orders.order.placed', placed, plain ? 1 : undefined);
      const key = owner.accountId ? `account:${owner.accountId}` : `visitor:${owner.visitorId}`;
      await em.fork().execute(
        `INSERT INTO orders.order_list (order_id, owner_key, number, status, version, placed_at, totals, item_count, first_line, hold_expires_at)
         VALUES (?, ?, ?, ?, 1, now(), '{}', 1, '{}', now())`,
        [orderId, key, placed.number, status],
      );
      return placed;
    },
    /** Runs the command; answers with what it said. */
    async forget(subject: string, options: { dryRun?: boolean; force?: boolean; given?: string[] } = {}) {
      const lines: string[] = [];
      const { dryRun = false, force = false, given } = options;
      const args = { subject, dryRun, force, valuesFromStdin: given !== undefined, logs: [logs] };
      const proven = await runForget(shop, args, {
        say: (text) => void lines.push(text),
        keysHaveLeft: async () => undefined,
        newId: randomUUID,
        given: async () => (given ?? []).map((text) => ({ label: 'given', text })),
      });
      return { proven, said: lines.join('\n') };
    },
    /** The projection of orders as it lives, folded up to now. */
    async fold() {
      const [projection] = ordersProjections;
      if (!projection) throw new Error('orders have a projection');
      const writer = new ProjectionWriter(em, redis);
      await writer.install(projection);
      const onError = (_: unknown, error: unknown) => {
        throw error;
      };
      await new ProjectionRunner(projection, writer, new PausedParts(em), store, { onError }).catchUp();
      return { projection, writer };
    },
    async close() {
      redis.disconnect();
      await rm(logs, { recursive: true });
      await database.drop();
    },
  };
}

export type ForgetWorld = Awaited<ReturnType<typeof forgetWorld>>;
