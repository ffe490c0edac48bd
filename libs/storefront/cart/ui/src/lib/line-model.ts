import type { VariantQuote } from '@mercury/catalog/contracts';

/** What a line shows. */
export interface LineModel {
  readonly variantId: string;
  readonly product: Pick<
    VariantQuote,
    'slug' | 'title' | 'options' | 'image' | 'priceMinor' | 'currency' | 'available'
  >;
  readonly quantity: number;
  readonly lineTotalMinor: number;
  readonly problem?: 'sold_out' | 'short';
  readonly pending: boolean;
}
