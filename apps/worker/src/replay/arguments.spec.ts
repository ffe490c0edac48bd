import { parseReplayArguments } from './arguments';

describe('the arguments of a replay', () => {
  it('are one builder from the beginning unless they say otherwise', () => {
    expect(parseReplayArguments(['--projection=trending'])).toEqual({
      projection: 'trending',
      workers: 1,
      from: undefined,
      dryRun: false,
      force: false,
      list: false,
      rollback: false,
      retire: false,
      retry: false,
      skip: undefined,
    });
    expect(parseReplayArguments(['--projection', 'search', '--workers=3', '--from=120', '--dry-run'])).toMatchObject({
      projection: 'search',
      workers: 3,
      from: 120,
      dryRun: true,
    });
  });

  it.each([['--workers=0'], ['--workers=many'], ['--from=-1'], ['--from=1.5'], ['--wrokers=2'], ['--skip= ']])(
    '%s is refused',
    (arg) => {
      expect(() => parseReplayArguments([arg])).toThrow(arg.split('=')[0]);
    },
  );
});
