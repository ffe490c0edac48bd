import { editDistance } from '@mercury/search/domain';
import { DoubleError, only } from './double-error';
import type { DoubleIndex } from './double-index';

const PREFIX_LENGTH = 1;
const MAX_EDITS = 2;

/** The term suggester in mode `missing`: near terms for each term of the text that no document holds. */
export function suggestTerms(body: unknown, index: DoubleIndex): Record<string, unknown> {
  const { text, ...named } = (body ?? {}) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(named).map(([name, suggester]) => {
      const { term } = only(suggester, ['term'], name);
      const options = only(term, ['field', 'suggest_mode', 'min_word_length', 'size'], `${name}.term`);
      if (options['suggest_mode'] !== 'missing')
        throw new DoubleError(400, 'illegal_argument_exception', 'the double knows suggest_mode missing only');
      return [name, entries(String(text), options, index)];
    }),
  );
}

function entries(text: string, options: Record<string, unknown>, index: DoubleIndex): object[] {
  const field = String(options['field']);
  index.expect(field, 'text');
  const frequencies = index.frequenciesOf(field);
  return index.tokens(field, text).map(({ term, offset, length }) => {
    const unknown = !frequencies.has(term) && term.length >= Number(options['min_word_length'] ?? 4);
    const near = (unknown ? [...frequencies] : [])
      .filter(([known]) => known.slice(0, PREFIX_LENGTH) === term.slice(0, PREFIX_LENGTH))
      .map(([known, freq]) => ({ text: known, freq, distance: editDistance(term, known, MAX_EDITS) }))
      .filter(({ distance }) => distance <= MAX_EDITS)
      .map(({ text: known, freq, distance }) => ({ text: known, score: 1 - distance / Math.max(term.length, 1), freq }))
      .sort((a, b) => b.score - a.score || b.freq - a.freq || (a.text < b.text ? -1 : 1));
    return { text: term, offset, length, options: near.slice(0, Number(options['size'] ?? 5)) };
  });
}
