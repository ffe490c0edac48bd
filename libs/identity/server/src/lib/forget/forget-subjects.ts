import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { AccountEvent, SubjectForgotten } from '@mercury/identity/contracts';
import { accountAggregate, forgetAccount } from '@mercury/identity/domain';
import type { EventStore, StreamAppend } from '@mercury/platform/event-store';
import { destroyKeys, dropPseudonyms } from '@mercury/platform/personal-data';
import { writeAccounts } from '../accounts/account-rows';

export interface Forgetting {
  readonly commandId: string;
  /** The account, when the person has one. */
  readonly accountId?: string;
  /** What the person did as a guest. */
  readonly visitorIds: readonly string[];
  /** Keyed hashes of the person's addresses, whose pseudonyms are cut. */
  readonly emailHashes: readonly string[];
  /** Streams whose snapshots go; they are made again from sealed events. */
  readonly streamIds: readonly string[];
}

/**
 * Destroys the keys of a person in one transaction with the event that says so, the account's row, the pseudonyms of the
 * addresses and the snapshots: either all of it has happened, or nothing. Resolves to the number of keys destroyed.
 */
export async function forgetSubjects(store: EventStore, forgetting: Forgetting): Promise<number> {
  const { commandId, accountId, visitorIds, emailHashes, streamIds } = forgetting;
  const streams = await Promise.all([
    ...(accountId ? [ofAccount(store, accountId)] : []),
    ...visitorIds.map((visitorId) => ofVisitor(store, visitorId)),
  ]);
  let destroyed = 0;
  await store.append(streams, {
    commandId,
    inline: async (em, events) => {
      destroyed = 0;
      for (const subjectId of [...(accountId ? [accountId] : []), ...visitorIds])
        destroyed += await destroyKeys(em, subjectId);
      for (const hash of emailHashes) await dropPseudonyms(em, hash);
      await dropSnapshots(em, streamIds);
      await writeAccounts(em, events);
    },
  });
  return destroyed;
}

async function ofAccount(store: EventStore, accountId: string): Promise<StreamAppend> {
  const streamId = `${accountAggregate.streamType}-${accountId}`;
  const history = await store.readStream(streamId);
  const state = history.reduce(
    (folded, event) => accountAggregate.evolve(folded, event as unknown as AccountEvent),
    accountAggregate.initialState(),
  );
  return { streamId, expectedVersion: history.length, events: forgetAccount(state, accountId) };
}

/** A guest who came back may be forgotten again. */
async function ofVisitor(store: EventStore, visitorId: string): Promise<StreamAppend> {
  const streamId = `identity.visitor-${visitorId}`;
  const event: SubjectForgotten = { type: 'identity.subject.forgotten', data: { subjectId: visitorId } };
  return { streamId, expectedVersion: (await store.readStream(streamId)).length, events: [event] };
}

async function dropSnapshots(em: SqlEntityManager, streamIds: readonly string[]): Promise<void> {
  if (streamIds.length === 0) return;
  const places = streamIds.map(() => '?').join(', ');
  await em.execute(`DELETE FROM es.snapshots WHERE stream_id IN (${places})`, [...streamIds]);
}
