import { Logger } from '@nestjs/common';
import { SweepLoop } from './sweep-loop';

const HOUR_MS = 3_600_000;

describe('a sweep loop', () => {
  const logger = new Logger('spec');
  /** Work that is finished by hand. */
  function manualWork() {
    const ends: (() => void)[] = [];
    return { ends, work: () => new Promise<void>((resolve) => ends.push(resolve)) };
  }
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('turns at once when it is woken, and once more when it is woken meanwhile, never twice at once', async () => {
    const { ends, work } = manualWork();
    const loop = new SweepLoop(HOUR_MS, work, logger);
    loop.start();
    for (let call = 0; call < 3; call += 1) loop.wake();
    expect(ends).toHaveLength(1);
    ends[0]?.();
    await settled();
    expect(ends).toHaveLength(2);
    ends[1]?.();
    await loop.stop();
    expect(ends).toHaveLength(2);
  });

  it('waits for the turn that runs when it is stopped, and turns no more', async () => {
    const { ends, work } = manualWork();
    const loop = new SweepLoop(HOUR_MS, work, logger);
    loop.start();
    loop.wake();
    let stopped = false;
    const stopping = loop.stop().then(() => (stopped = true));
    await settled();
    expect(stopped).toBe(false);
    ends[0]?.();
    await stopping;
    loop.wake();
    expect(ends).toHaveLength(1);
  });

  it('turns by itself, and goes on after a turn has failed', async () => {
    const errors = jest.spyOn(logger, 'error').mockImplementation(() => undefined);
    let turns = 0;
    await new Promise<void>((resolve) => {
      const loop = new SweepLoop(
        1,
        async () => {
          turns += 1;
          if (turns === 1) throw new Error('away');
          void loop.stop();
          resolve();
        },
        logger,
      );
      loop.start();
    });
    expect(turns).toBe(2);
    expect(errors).toHaveBeenCalledWith(expect.stringContaining('away'));
  });
});
