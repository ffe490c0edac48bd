import type { ProductDetail, VariantView } from '@mercury/catalog/contracts';

/** What is chosen first: the look, then the rest by name, the size last. */
const rank = (name: string): number => (name === 'colour' || name === 'finish' ? 0 : name === 'size' ? 2 : 1);

/** The options of a product with their values, each in the order in which the variants name them. */
export function optionsOf(variants: readonly VariantView[]): ProductDetail['options'] {
  const values = new Map<string, Set<string>>();
  for (const { options } of variants)
    for (const [name, value] of Object.entries(options)) values.set(name, (values.get(name) ?? new Set()).add(value));
  return [...values]
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([name, distinct]) => ({ name, values: [...distinct] }));
}
