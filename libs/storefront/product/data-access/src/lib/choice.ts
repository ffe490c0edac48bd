import type { ProductDetail, VariantView } from '@mercury/catalog/contracts';

/** One value of each option: `{ colour: 'Sage', size: 'M' }`. */
export type Choice = Readonly<Record<string, string>>;

/** A value of an option, as it stands beside what else is chosen. */
export interface OptionValue {
  readonly value: string;
  readonly selected: boolean;
  /** `sold_out` together with the rest of the choice; `absent` when it is not made so. Both can still be looked at. */
  readonly state: 'available' | 'sold_out' | 'absent';
}

export interface OptionView {
  readonly name: string;
  readonly values: readonly OptionValue[];
}

/** What is chosen before the shopper chooses: the first variant that can be bought, or else the first. */
export function firstChoice(product: ProductDetail): Choice {
  return (product.variants.find(({ available }) => available > 0) ?? product.variants[0])?.options ?? {};
}

/** The variant of exactly this choice. */
export function variantOf(product: ProductDetail, choice: Choice): VariantView | undefined {
  return product.variants.find(({ options }) => product.options.every(({ name }) => options[name] === choice[name]));
}

/**
 * The choice with another value. Where that is not made together with the rest, the rest gives way: to the variant
 * nearest to what was chosen, one in stock before one that is not.
 */
export function choose(product: ProductDetail, choice: Choice, name: string, value: string): Choice {
  const wanted = { ...choice, [name]: value };
  if (variantOf(product, wanted)) return wanted;
  const likeness = (variant: VariantView) =>
    Object.entries(wanted).filter(([option, chosen]) => variant.options[option] === chosen).length * 2 +
    (variant.available > 0 ? 1 : 0);
  const [nearest] = product.variants
    .filter(({ options }) => options[name] === value)
    .sort((one, other) => likeness(other) - likeness(one));
  return nearest?.options ?? choice;
}

/** The options with their values, for radio groups. */
export function optionsOf(product: ProductDetail, choice: Choice): readonly OptionView[] {
  return product.options.map(({ name, values }) => ({
    name,
    values: values.map((value) => {
      const variant = variantOf(product, { ...choice, [name]: value });
      const state = !variant ? 'absent' : variant.available > 0 ? 'available' : 'sold_out';
      return { value, selected: choice[name] === value, state };
    }),
  }));
}

/** The picture of a choice: the one whose words name a chosen value, or else the first. */
export function pictureOf(product: ProductDetail, choice: Choice): number {
  const words = Object.values(choice).map((value) => value.toLowerCase());
  const index = product.images.findIndex(({ alt }) => words.some((word) => alt.toLowerCase().endsWith(` ${word}`)));
  return Math.max(index, 0);
}
