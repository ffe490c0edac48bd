import { forgetSubjects, Sessions } from '@mercury/identity/server';
import type { Finding, Needle } from '@mercury/platform/personal-data';
import { SystemClock } from '@mercury/shared/util-ids';
import type { ForgetArguments } from './arguments';
import { clearRedis } from './clear-redis';
import { emailsOf, findPerson, inProgress, streamsOf, type Person } from './person';
import { linesOf, searchSees, searchShop } from './search';
import type { Shop } from './shop';
import { valuesOf } from './values';

export interface Surroundings {
  readonly say: (line: string) => void;
  /** Waits until no process of the shop can have the key in memory any more. */
  readonly keysHaveLeft: () => Promise<void>;
  readonly newId: () => string;
  /** Values that the operator knows, for a search alone. */
  readonly given: () => Promise<readonly Needle[]>;
}

/**
 * Forgets a person, and proves it. Resolves to true when the person's values are proven to be nowhere; throws when it refuses.
 * With given values it finishes and proves a run that broke off after the keys were destroyed: without them nobody can tell
 * any more what to look for.
 */
export async function runForget(shop: Shop, options: ForgetArguments, around: Surroundings): Promise<boolean> {
  const { say } = around;
  if (options.valuesFromStdin) return finish(shop, options, await around.given(), say);
  const person = await findPerson(shop, options.subject);
  if (!person.everKnown) throw new Error(`Nobody is known by ${options.subject}: no account, no order, no key.`);
  const values = valuesOf(person, shop.master);
  describe(person, values, say);
  if (person.livingKeys === 0 && values.length === 0) {
    say('Forgotten already: no key is left, and so no value to search for. This run proves nothing.');
    say('To finish a run that broke off, or to search for values that you know: --values-from-stdin, one a line.');
    return false;
  }
  if (options.dryRun) {
    say('Nothing is changed (--dry-run). The values are found now in:');
    for (const line of linesOf((await searchShop(shop, values, options.logs)).filter(({ found }) => found > 0)))
      say(line);
    return true;
  }
  refuseUnlessForced(person, options);
  await forget(shop, person, values, around);
  if ((await findPerson(shop, options.subject)).livingKeys > 0)
    throw new Error('Something was ordered while this ran, and has a new key: run it again.');
  return prove(shop, options, values, say);
}

function describe(
  { account, accountId, visitorIds, orders, livingKeys }: Person,
  values: readonly Needle[],
  say: (line: string) => void,
) {
  const who = accountId ? `Account ${accountId}${account ? `, ${account.role}` : ', forgotten before'}` : 'A guest';
  say(`${who}; visitors: ${visitorIds.join(', ') || 'none'}`);
  say(`Orders: ${orders.map(({ number, status }) => `${number} ${status}`).join(', ') || 'none'}`);
  say(
    `Living keys: ${livingKeys}. Values to search for: ${values.length} (${[...new Set(values.map(({ label }) => label))].join(', ')})`,
  );
  const plain = orders.filter(({ sealed }) => !sealed);
  if (plain.length > 0)
    say(
      `From before personal data was sealed: ${plain.length} of the orders. Their events hold it in the clear, events are ` +
        `never changed, and it will be found there: ${plain.map(({ number }) => number).join(', ')}`,
    );
}

function refuseUnlessForced(person: Person, { force }: ForgetArguments): void {
  if (force) return;
  const open = inProgress(person);
  if (open.length > 0)
    throw new Error(
      `Orders are in progress: ${open.map(({ number, status }) => `${number} (${status})`).join(', ')}. ` +
        'Cancel them or let them end first; --force forgets the buyer all the same, and nobody will know where they go.',
    );
  if (person.account && person.account.role !== 'shopper')
    throw new Error(`This account is staff (${person.account.role}); --force forgets it all the same.`);
}

/** Sessions first, so that nothing new begins; the key; then, when no process has it any more, what was answered meanwhile. */
async function forget(
  shop: Shop,
  person: Person,
  values: readonly Needle[],
  { say, keysHaveLeft, newId }: Surroundings,
) {
  const { accountId, visitorIds } = person;
  const sessions = new Sessions(shop.redis, { keyPrefix: shop.keyPrefix }, new SystemClock());
  if (accountId) await sessions.closeAllOf(accountId);
  const emailHashes = emailsOf(person).map((email) => shop.master.emailHash(email));
  const destroyed = await forgetSubjects(shop.store, {
    commandId: newId(),
    accountId,
    visitorIds,
    emailHashes,
    streamIds: streamsOf(person),
  });
  if (accountId) await sessions.closeAllOf(accountId);
  say(`Keys destroyed: ${destroyed}, noted as identity.subject.forgotten; sessions ended, snapshots dropped.`);
  await keysHaveLeft();
  shop.people.dropCache();
  await clear(shop, values, emailHashes, say);
}

/** What was answered in the clear meanwhile, and rows that are deleted: they stay in their page until it is vacuumed. */
async function clear(shop: Shop, values: readonly Needle[], emailHashes: readonly string[], say: Surroundings['say']) {
  const { requests, answers } = await clearRedis(shop, values, emailHashes);
  say(`Deleted from Redis: requests ${requests}, kept answers ${answers}.`);
  for (const table of ['personal_data.subject_keys', 'personal_data.pseudonyms', 'identity.accounts'])
    await shop.em.fork().execute(`VACUUM ${table}`);
}

/** Nothing is cleared while a key lives: the person is still a customer, and these are requests that somebody waits for. */
async function finish(
  shop: Shop,
  options: ForgetArguments,
  values: readonly Needle[],
  say: Surroundings['say'],
): Promise<boolean> {
  const { livingKeys, everKnown } = await findPerson(shop, options.subject);
  if (everKnown && livingKeys === 0 && values.length > 0) {
    const emails = values.map(({ text }) => text).filter((text) => text.includes('@'));
    const hashes = emails.map((email) => shop.master.emailHash(email));
    await clear(shop, values, hashes, say);
  }
  return prove(shop, options, values, say);
}

async function prove(
  shop: Shop,
  { subject, logs }: ForgetArguments,
  values: readonly Needle[],
  say: (line: string) => void,
): Promise<boolean> {
  if (values.length === 0) throw new Error('There is no value to search for.');
  if (!(await searchSees(shop, subject)))
    throw new Error(
      `The search does not even find ${subject} in the events, so it proves nothing: is this the right database?`,
    );
  const findings: Finding[] = await searchShop(shop, values, logs);
  for (const line of linesOf(findings)) say(line);
  const found = findings.filter(({ found: hits }) => hits > 0);
  say(
    found.length === 0
      ? `Proven: ${values.length} values, ${findings.length} places, nothing found.`
      : `NOT proven: found in ${found.map(({ place }) => place).join(', ')}.`,
  );
  return found.length === 0;
}
