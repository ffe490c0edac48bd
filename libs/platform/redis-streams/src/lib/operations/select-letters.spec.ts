import { PARKED_REASON, type DeadLetter } from './dead-letter';
import { selectLetters } from './select-letters';

const place = { topic: 't', shard: 0, group: 'g', pattern: 'p', data: '', headers: '', attempts: 1, stack: '' };

function letter(id: string, originalId: string, key: string, error: string): DeadLetter {
  return { ...place, id, originalId, key, error, diedAt: '', parked: error === PARKED_REASON };
}

describe('selectLetters', () => {
  const letters = [
    letter('100-0', '6-0', 'a', PARKED_REASON),
    letter('101-0', '5-0', 'a', 'boom'),
    letter('102-0', '10-0', 'b', 'crash'),
    letter('103-0', '9-0', 'c', 'boom'),
  ];
  const ids = (...args: Parameters<typeof selectLetters>) => selectLetters(...args).map(({ originalId }) => originalId);

  it('puts letters into the order of the shard, not of their deaths', () => {
    expect(ids(letters, {}, new Set(['a']))).toEqual(['5-0', '6-0', '9-0', '10-0']);
  });

  it('takes along what only stands behind a chosen letter', () => {
    expect(ids(letters, { error: /boom/ }, new Set(['a']))).toEqual(['5-0', '6-0', '9-0']);
  });

  it('refuses a letter that would overtake an older one of its parked key', () => {
    expect(() => selectLetters(letters, { id: '100-0' }, new Set(['a']))).toThrow('must not overtake 101-0');
    expect(ids(letters, { id: '101-0' }, new Set(['a']))).toEqual(['5-0']);
  });

  it('lets a letter go alone where keys are not parked', () => {
    expect(ids(letters, { id: '6-0' }, new Set())).toEqual(['6-0']);
  });
});
