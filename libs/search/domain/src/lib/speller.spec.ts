import { looksLikeCode, normaliseCode } from './code';
import { correctWord } from './speller';

const vocabulary = new Map([
  ['blanket', 40],
  ['blank', 2],
  ['lantern', 12],
  ['jacket', 60],
]);

describe('the speller', () => {
  it.each([
    ['blamket', 'blanket'],
    ['jakcet', 'jacket'],
    ['lantrn', 'lantern'],
  ])('takes %s for %s', (typed, meant) => expect(correctWord(typed, vocabulary)).toBe(meant));

  it.each(['abc', 'jacket9', 'qqqqqqqq'])('leaves %s alone', (word) =>
    expect(correctWord(word, vocabulary)).toBe(word),
  );
});

describe('codes', () => {
  it('are compared without separators and case', () => expect(normaliseCode('ab-12.34/x')).toBe('AB1234X'));

  it.each([
    ['AB-1234', true],
    ['1234 5678', true],
    ['wool jacket', false],
    ['500 watt drill', false],
  ])('%s looks like one: %s', (query, expected) => expect(looksLikeCode(query)).toBe(expected));
});
