import type { DoubleIndex, StoredDocument } from './double-index';

interface WeightedField {
  readonly name: string;
  readonly weight: number;
}

const K1 = 1.2;
const B = 0.75;

/** `title^10` → name and weight. */
export function weightedField(text: string): WeightedField {
  const [name = '', weight] = text.split('^');
  return { name, weight: Number(weight ?? 1) };
}

/**
 * BM25 over several fields as if they were one, each with its weight: what `combined_fields` does, up to details of how
 * Lucene stores lengths. Null for a document that holds fewer than `least` of the terms.
 */
export function combinedScore(
  index: DoubleIndex,
  fields: readonly WeightedField[],
  terms: readonly string[],
  least: number,
): (document: StoredDocument) => number | null {
  const documents = [...index.documents.values()];
  const lengthOf = ({ terms: own }: StoredDocument) =>
    fields.reduce((sum, { name, weight }) => sum + weight * (own.get(name)?.length ?? 0), 0);
  const average = documents.reduce((sum, document) => sum + lengthOf(document), 0) / Math.max(documents.length, 1);
  const holds = ({ terms: own }: StoredDocument, term: string) =>
    fields.some(({ name }) => own.get(name)?.counts.has(term));
  const idf = new Map(
    terms.map((term) => {
      const df = documents.filter((document) => holds(document, term)).length;
      return [term, Math.log(1 + (documents.length - df + 0.5) / (df + 0.5))];
    }),
  );
  return (document) => {
    let score = 0;
    let found = 0;
    for (const term of terms) {
      const tf = fields.reduce(
        (sum, { name, weight }) => sum + weight * (document.terms.get(name)?.counts.get(term) ?? 0),
        0,
      );
      if (tf === 0) continue;
      found += 1;
      score += ((idf.get(term) as number) * tf) / (tf + K1 * (1 - B + (B * lengthOf(document)) / Math.max(average, 1)));
    }
    return found > 0 && found >= least ? score : null;
  };
}

/** `-50%`: half of them, rounded down, may be missing. `2`, `75%`: as many must be there. At least one. */
export function leastOf(minimum: unknown, operator: unknown, terms: number): number {
  if (operator === 'and') return terms;
  if (minimum === undefined) return 1;
  const [, sign, amount, percent] = /^(-?)(\d+)(%?)$/.exec(String(minimum)) ?? [];
  const part = percent ? Math.floor((terms * Number(amount)) / 100) : Number(amount);
  return Math.max(1, sign ? terms - part : part);
}
