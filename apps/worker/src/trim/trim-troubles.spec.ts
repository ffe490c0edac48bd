import { trimTroubles } from './trim-troubles';

const report = {
  topic: 'commerce',
  shard: 3,
  entries: 0,
  keptFrom: '7-0',
  heldBy: 'orders',
  refusal: '',
  heldSeconds: 9,
};

describe('trimTroubles', () => {
  it('is silent while streams are trimmed, and while a group is missing for a moment', () => {
    const missing = { ...report, refusal: 'group orders is missing', heldSeconds: 20 };
    expect(trimTroubles({ stale: [], reports: [report, missing], lastSuccessAt: 1_000 }, 2_000)).toEqual([]);
  });

  it('names the group that holds much, the refusal that lasts, and the silence', () => {
    const stale = [{ ...report, heldSeconds: 7_200, bytes: 100 << 20 }];
    const reports = [{ ...report, refusal: 'group mail is missing', heldSeconds: 700 }];
    expect(trimTroubles({ stale, reports, lastSuccessAt: 0 }, 61_000)).toEqual([
      'streams were last looked at 61 s ago',
      'group orders has held commerce shard 3 for 120 min at one place, 100 MiB: mend it, or retire it when it is gone for good',
      'commerce shard 3 is not trimmed: group mail is missing',
    ]);
  });
});
