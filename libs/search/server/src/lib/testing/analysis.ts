/** A term of a text with the place it came from. */
export interface Token {
  readonly term: string;
  readonly offset: number;
  readonly length: number;
}

const stopWords = new Set(
  'a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with'.split(
    ' ',
  ),
);

/** Splits like the standard tokenizer as far as words, numbers and `M-100.200` go, in lower case. */
export function standardTokens(text: string): Token[] {
  return [...text.matchAll(/[\p{L}\p{N}]+(?:[.'’][\p{L}\p{N}]+)*/gu)].map((match) => ({
    term: match[0].toLowerCase(),
    offset: match.index,
    length: match[0].length,
  }));
}

/** The index's own analyser: possessives, stop words and plurals go, accents too. Its stemmer knows plurals only. */
export function englishTokens(text: string): Token[] {
  return standardTokens(text)
    .map((token) => ({ ...token, term: folded(token.term).replace(/['’]s?$/, '') }))
    .filter(({ term }) => term !== '' && !stopWords.has(term))
    .map((token) => ({ ...token, term: singular(token.term) }));
}

const folded = (term: string): string => term.normalize('NFD').replaceAll(/\p{M}/gu, '');

function singular(term: string): string {
  if (term.length < 4 || /(ss|us|is)$/.test(term)) return term;
  if (/ies$/.test(term)) return `${term.slice(0, -3)}y`;
  if (/(x|ch|sh|ss)es$/.test(term)) return term.slice(0, -2);
  return term.replace(/s$/, '');
}
