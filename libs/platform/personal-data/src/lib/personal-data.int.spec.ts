import { createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import { Clock } from '@mercury/shared/util-ids';
import { FORGOTTEN, isForgotten } from './forgotten';
import { KEY_CACHE_MS } from './key-cache';
import { MasterKey } from './master-key';
import { PersonalData } from './personal-data';
import { personalDataMigrations } from './personal-data.migrations';
import { dropPseudonyms, findPseudonym } from './pseudonyms';
import { isSealed } from './sealed';
import { destroyKeys, subjectState } from './subject-keys';

const address = { name: 'Ada Byron', line1: '12 St James’s Square' };

describe('personal data on PostgreSQL', () => {
  let database: TestDatabase;
  let now: number;
  const master = new MasterKey('ab'.repeat(32));
  const clock = new (class extends Clock {
    override now = () => new Date(now);
  })();
  const processOf = () => new PersonalData(database.em, master, clock);

  beforeAll(async () => {
    database = await createTestDatabase({ migrations: personalDataMigrations });
  });
  beforeEach(() => {
    now = Date.parse('2026-11-24T12:00:00Z');
  });
  afterAll(() => database.drop());

  it('opens in another process what one has sealed, and stores no plain text', async () => {
    const sealed = await processOf().seal('s1', 'order o1', { email: 'ada@x.example', address });
    expect(isSealed(sealed.email)).toBe(true);
    expect(JSON.stringify(sealed)).not.toMatch(/ada|byron|square/i);
    expect(await processOf().open('order o1', sealed)).toEqual({ email: 'ada@x.example', address });
  });

  it('does not open a value that was moved to another order or to another field', async () => {
    const people = processOf();
    const { email, name } = await people.seal('s2', 'order o1', { email: 'a', name: 'b' });
    await expect(people.open('order o2', { email })).rejects.toThrow();
    await expect(people.open('order o1', { email: name })).rejects.toThrow();
  });

  it('gives one key to a person whom many seal for at the same time', async () => {
    const many = Array.from({ length: 8 }, (_, n) => processOf().seal('s3', 'c', { n }));
    const ids = new Set((await Promise.all(many)).map(({ n }) => n.k));
    expect(ids.size).toBe(1);
  });

  it('opens a page of many people with one query', async () => {
    const people = processOf();
    const items = await Promise.all(
      Array.from({ length: 20 }, async (_, n) => ({
        sealed: (await people.seal(`many-${n}`, 'c', { n })).n,
        context: 'c n',
      })),
    );
    const em = database.em;
    const queries = jest.spyOn(em, 'fork').mockImplementation(() => em);
    const execute = jest.spyOn(em, 'execute');
    const reader = new PersonalData(em, master, clock);
    expect(await reader.openMany(items)).toEqual(items.map((_, n) => n));
    expect(execute).toHaveBeenCalledTimes(1);
    queries.mockRestore();
  });

  it('answers that a person was forgotten, at once or when the key has left the memory of a process', async () => {
    const [here, there] = [processOf(), processOf()];
    const sealed = await here.seal('s4', 'c', { email: 'ada@x.example' });
    await there.open('c', sealed);
    expect(await subjectState(database.em, 's4')).toBe('known');
    expect(await destroyKeys(database.em, 's4')).toBe(1);
    expect(await destroyKeys(database.em, 's4')).toBe(0);
    expect(await subjectState(database.em, 's4')).toBe('forgotten');
    expect(await subjectState(database.em, 'nobody')).toBe('unknown');
    expect((await here.open('c', sealed)).email).toBe(FORGOTTEN);
    expect((await there.open('c', sealed)).email).toBe('ada@x.example');
    now += KEY_CACHE_MS;
    expect(isForgotten((await there.open('c', sealed)).email)).toBe(true);
  });

  it('gives a new key to a forgotten person who comes back, which opens nothing of before', async () => {
    const people = processOf();
    const before = await people.seal('s5', 'c', { email: 'old' });
    await destroyKeys(database.em, 's5');
    const after = await people.seal('s5', 'c', { email: 'new' });
    expect(after.email.k).not.toBe(before.email.k);
    expect(await people.open('c', after)).toEqual({ email: 'new' });
    expect(isForgotten((await people.open('c', before)).email)).toBe(true);
  });

  it('knows an address by one pseudonym for each purpose, until the tie is cut', async () => {
    const people = processOf();
    const asked = Array.from({ length: 6 }, () => people.emailPseudonym('claims', 'Ada@x.example'));
    const [pseudonym, ...others] = await Promise.all(asked);
    expect(new Set(others)).toEqual(new Set([pseudonym]));
    expect(await people.emailPseudonym('risk', 'ada@x.example')).not.toBe(pseudonym);
    const hash = master.emailHash('ada@x.example');
    expect(pseudonym).not.toBe(hash);
    expect(await dropPseudonyms(database.em, hash)).toBe(2);
    expect(await findPseudonym(database.em, 'claims', hash)).toBeUndefined();
    expect(await people.emailPseudonym('claims', 'ada@x.example')).not.toBe(pseudonym);
  });
});
