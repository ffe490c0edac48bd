import { Clock } from '@mercury/shared/util-ids';
import { Breaker } from './breaker';

describe('a breaker', () => {
  let now = 0;
  const clock = new (class extends Clock {
    override now = () => new Date(now);
  })();
  const fails = jest.fn(() => Promise.reject(new Error('away')));
  const answers = jest.fn(() => Promise.resolve('yes'));
  let breaker: Breaker;
  const run = (ask: () => Promise<string>) => breaker.run(ask, () => undefined);

  beforeEach(async () => {
    now = 0;
    jest.clearAllMocks();
    breaker = new Breaker(clock, { failures: 2, openMs: 1_000 });
    await run(fails);
    await run(fails);
  });

  it('does not ask a peer that failed as often in a row', async () => {
    expect(await run(answers)).toBeUndefined();
    expect(answers).not.toHaveBeenCalled();
  });

  it('lets one caller try when its time is over, and closes when that one is answered', async () => {
    now = 1_000;
    const [first, second] = await Promise.all([run(answers), run(answers)]);
    expect([first, second]).toEqual(['yes', undefined]);
    expect(await run(answers)).toBe('yes');
  });

  it('opens again when the trial fails', async () => {
    now = 1_000;
    await run(fails);
    expect(fails).toHaveBeenCalledTimes(3);
    expect(await run(answers)).toBeUndefined();
  });
});
