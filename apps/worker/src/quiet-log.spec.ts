import { QuietLog } from './quiet-log';

describe('QuietLog', () => {
  it('says the same once in ten seconds, with how often it happened in between', () => {
    const lines: string[] = [];
    let now = 0;
    const log = new QuietLog({ warn: (line: string) => lines.push(line) }, () => now);
    for (let second = 0; second <= 10; second += 1) {
      now = second * 1_000;
      log.warn('trending', new Error('away'));
    }
    log.warn('search', new Error('away'));
    expect(lines).toEqual(['trending: away', 'trending: away (and 9 times since it was last said)', 'search: away']);
  });
});
