import { ProgressBar } from './progress-bar';

describe('ProgressBar', () => {
  const bar = (isTTY: boolean) => {
    const written: string[] = [];
    const clock = { now: 0 };
    const out = { isTTY, write: (text: string) => written.push(text) > 0 } as never;
    return { written, clock, bar: new ProgressBar(out, () => clock.now) };
  };

  it('writes a line for each tenth where there is no terminal', () => {
    const { bar: shown, written } = bar(false);
    for (let at = 0; at <= 100; at += 1) shown.show(at / 100, 'rows');
    expect(written).toHaveLength(11);
    expect(written.at(-1)).toBe('100 % rows\n');
  });

  it('says how long is left once it can know', () => {
    const { bar: shown, written, clock } = bar(true);
    shown.show(0, 'rows');
    clock.now = 10_000;
    shown.show(0.25, 'rows');
    expect(written.at(-1)).toContain('25 % rows, 30 s to go');
  });

  it('starts anew for the next bar', () => {
    const { bar: shown, written } = bar(false);
    shown.show(1, 'pictures');
    shown.show(0.05, 'rows');
    expect(written).toEqual(['100 % pictures\n', '5 % rows\n']);
  });
});
