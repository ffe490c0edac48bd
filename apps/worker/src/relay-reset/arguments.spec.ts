import { parseResetArguments } from './arguments';

describe('the command line of worker:relay-reset', () => {
  it('changes nothing unless it is told to', () => {
    expect(parseResetArguments([])).toEqual({ dryRun: false, confirm: false, redeliver: 10_000 });
  });

  it('takes the dry run as Nx hands it on, too', () => {
    expect(parseResetArguments(['--dryRun'])).toMatchObject({ dryRun: true });
    expect(parseResetArguments(['--dry-run'])).toMatchObject({ dryRun: true });
  });

  it('refuses a contradiction and a number that is none', () => {
    expect(() => parseResetArguments(['--dry-run', '--confirm'])).toThrow('Either --dry-run or --confirm.');
    expect(() => parseResetArguments(['--redeliver=some'])).toThrow('--redeliver must be a whole number');
  });
});
