import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventTypes, type PastVersion } from '../event-types';
import { id, whole } from '../shapes';
import { goldenFlaws } from './golden-flaws';

type CoinEvent = { type: 'spec.coin.tossed'; data: { coinId: string; times: number } };
const current = { 'spec.coin.tossed': { coinId: id, times: whole(1) } };
const past = (...upcasts: ((data: { coinId: string; list: string[] }) => unknown)[]): PastVersion[] =>
  upcasts.map((upcast, index) => ({ type: 'spec.coin.tossed', version: index + 1, upcast }));
const addList = (data: { coinId: string }) => ({ ...data, list: ['heads'] });
const count = ({ coinId, list }: { coinId: string; list: string[] }) => ({ coinId, times: list.length });

describe('goldenFlaws', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'golden-'));
    golden(1, { coinId: 'c-1' });
    golden(2, { coinId: 'c-1', list: ['heads', 'tails'] });
    golden(3, { coinId: 'c-1', times: 2 });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const golden = (version: number, data: object, type = 'spec.coin.tossed') =>
    writeFileSync(join(folder, `${type}.v${version}.json`), JSON.stringify(data));
  const flaws = (...upcasts: Parameters<typeof past>) =>
    goldenFlaws(eventTypes<CoinEvent>(current, past(...upcasts)), folder);

  it('finds nothing when every released version reaches the current shape', () => {
    expect(flaws(addList, count)).toEqual([]);
  });

  it('finds a released version whose way to the current shape has gone', () => {
    const types = eventTypes<CoinEvent>(current, past(addList, count)).filter(({ version }) => version !== 2);
    expect(goldenFlaws(types, folder)).toEqual([
      expect.stringMatching(/^spec\.coin\.tossed\.v1\.json: .*nothing leads on from version 2/),
      expect.stringMatching(/^spec\.coin\.tossed\.v2\.json: .*nothing leads on from version 2/),
    ]);
  });

  it('finds a released type and a released version that nobody registers any more', () => {
    golden(1, {}, 'spec.coin.melted');
    golden(4, { coinId: 'c-1' });
    expect(flaws(addList, count)).toEqual([
      expect.stringContaining('no such type is registered'),
      expect.stringContaining('the newest known here is 3'),
    ]);
  });

  it('finds a registered version without a golden file', () => {
    rmSync(join(folder, 'spec.coin.tossed.v2.json'));
    expect(flaws(addList, count)).toEqual([expect.stringContaining('spec.coin.tossed.v2.json is missing')]);
  });

  it('finds data that is malformed after upcasting', () => {
    expect(flaws(addList, ({ coinId }) => ({ coinId, times: 0 }))).toEqual([
      expect.stringContaining('v1.json: Event spec.coin.tossed version 3: times must be'),
      expect.stringContaining('v2.json: Event spec.coin.tossed version 3: times must be'),
    ]);
  });

  it('finds an upcaster that changes its input', () => {
    const impure = (data: { list: string[] }) => (data.list.push('edge'), data);
    expect(flaws(addList, impure as never)).toContainEqual(expect.stringContaining('v2.json: Cannot add property'));
  });

  it('finds an upcaster whose answer depends on more than its input', () => {
    let calls = 0;
    const moody = ({ coinId }: { coinId: string }) => ({ coinId, times: (calls += 1) });
    expect(flaws(addList, moody)).toContainEqual(expect.stringContaining('comes out different each time'));
  });

  it('finds a file whose name says nothing', () => {
    writeFileSync(join(folder, 'notes.txt'), '');
    expect(flaws(addList, count)).toEqual([expect.stringContaining('notes.txt does not say which event it is')]);
  });
});
