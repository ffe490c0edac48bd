import { ReplayProgress } from './progress';

function progressOf(head: number, isTTY: boolean) {
  const written: string[] = [];
  const clock = { ms: 0 };
  const out = { isTTY, write: (text: string) => written.push(text) > 0 };
  return { written, clock, progress: new ReplayProgress(head, out, () => clock.ms) };
}

describe('the progress of a replay', () => {
  it('says at each tenth how much is done, how fast, and how long it will take', () => {
    const { progress, clock, written } = progressOf(1_000, false);
    for (const [ms, position, events] of [
      [1_000, 100, 50],
      [1_500, 150, 25],
      [5_000, 500, 175],
      [205_000, 900, 200],
      [230_000, 1_000, 50],
    ] as const) {
      clock.ms = ms;
      progress.advance(position, events);
    }
    expect(written).toEqual([
      '10 % 50 events, 50 a second\n',
      '50 % 250 events, 50 a second, 5 s left\n',
      '90 % 450 events, 2 a second, 26 s left\n',
      '100 % 500 events, 2 a second\n',
    ]);
    expect(progress.folded).toBe(500);
  });

  it('of a resumed one is judged by what is done now', () => {
    const { progress, clock, written } = progressOf(1_000, false);
    clock.ms = 1_000;
    progress.advance(600, 10);
    clock.ms = 3_000;
    progress.advance(800, 200);
    expect(written.at(-1)).toBe('80 % 210 events, 70 a second, 2 s left\n');
  });

  it('is a bar on a terminal, drawn five times a second at most, and full at the end', () => {
    const { progress, clock, written } = progressOf(1_000, true);
    for (let at = 1; at <= 10; at += 1) {
      clock.ms = at * 100;
      progress.advance(at * 50, 50);
    }
    expect(written).toHaveLength(5);
    expect(written.at(-1)).toContain('[██████████████··············] 50 % 500 events, 500 a second, 1 s left');
    progress.end();
    expect(written.at(-1)).toContain(`[${'█'.repeat(28)}] 100 %`);
  });
});
