import { QuietReporter } from './quiet-reporter';

describe('QuietReporter', () => {
  it('says a trouble once, and later how often it came', () => {
    const lines: string[] = [];
    let now = 0;
    const reporter = new QuietReporter(
      (text) => lines.push(text),
      () => now,
    );
    for (let id = 0; id < 500; id += 1) reporter.report(`NOGROUP for entry ${id}`);
    reporter.report('something else');
    expect(lines).toEqual(['NOGROUP for entry 0', 'something else']);
    now = 30_000;
    reporter.report('NOGROUP for entry 7');
    expect(lines[2]).toBe('NOGROUP for entry 7 (and 499 times since)');
  });
});
