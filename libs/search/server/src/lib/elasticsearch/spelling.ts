import type { estypes } from '@elastic/elasticsearch';
import { correctWord } from '@mercury/search/domain';

/**
 * Asks twice about every word: whether its stem is known anywhere, and which whole words are near. Only a word whose stem
 * is unknown gets another, so that no well-meant word is touched.
 */
export const spellingSuggester = (text: string): estypes.SearchSuggester => ({
  text,
  unknown: { term: { field: 'everything', suggest_mode: 'missing', min_word_length: 4, size: 1 } },
  near: { term: { field: 'words', suggest_mode: 'missing', min_word_length: 4, size: 10 } },
});

type Entries = readonly {
  text: string;
  offset: number;
  length: number;
  options: readonly { text: string; freq?: number }[];
}[];

/** The query with unknown words replaced, or undefined when there is nothing to correct. */
export function correctedQuery(
  query: string,
  answer: Readonly<Record<string, unknown>> | undefined,
): string | undefined {
  const unknown = (answer?.['unknown'] ?? []) as Entries;
  const near = (answer?.['near'] ?? []) as Entries;
  let corrected = query.toLowerCase();
  for (const { offset, length, options } of [...near].sort((a, b) => b.offset - a.offset)) {
    const isUnknown = unknown.some((entry) => entry.offset === offset && entry.options.length > 0);
    if (!isUnknown || options.length === 0) continue;
    const word = corrected.slice(offset, offset + length);
    const meant = correctWord(word, new Map(options.map(({ text, freq }) => [text, freq ?? 1])));
    corrected = corrected.slice(0, offset) + meant + corrected.slice(offset + length);
  }
  return corrected === query.toLowerCase() ? undefined : corrected;
}
