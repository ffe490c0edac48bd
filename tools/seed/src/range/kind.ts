import type { DrawingName } from '../art/drawings';

/** A kind of product: what it is called, made of, costs, and how it is chosen. */
export interface Kind {
  readonly drawing: DrawingName;
  readonly category: readonly [string, string];
  /** One noun for each style of the drawing. */
  readonly nouns: readonly [string, string, string];
  readonly materials: readonly string[];
  readonly sizes: readonly string[];
  /** Lowest and highest price in euros. */
  readonly price: readonly [number, number];
  /** What it is for, ending a sentence that begins "Made …". */
  readonly purpose: string;
  readonly detail: string;
}

export const kind = (
  drawing: DrawingName,
  category: readonly [string, string],
  nouns: Kind['nouns'],
  materials: string,
  sizes: string,
  price: Kind['price'],
  purpose: string,
  detail: string,
): Kind => ({
  drawing,
  category,
  nouns,
  price,
  purpose,
  detail,
  materials: materials.split(', '),
  sizes: sizes ? sizes.split(' ') : [],
});
