import type { VariantQuote } from '@mercury/catalog/contracts';

/** What a page knows of a variant when it is put into the cart: enough to show the line before the server answers. */
export type CartProduct = Pick<
  VariantQuote,
  'productId' | 'slug' | 'title' | 'brand' | 'options' | 'image' | 'priceMinor' | 'currency' | 'available'
>;

/**
 * One thing the shopper wants of the cart. `key` is its Idempotency-Key: however often it is sent, it happens once.
 * Intents wait in the order in which they were had, and are shown as if they had come true.
 */
export type CartIntent =
  | {
      readonly kind: 'add';
      readonly key: string;
      readonly variantId: string;
      readonly quantity: number;
      readonly product: CartProduct;
    }
  | { readonly kind: 'change'; readonly key: string; readonly variantId: string; readonly quantity: number }
  | { readonly kind: 'remove'; readonly key: string; readonly variantId: string };

/** A line as pages show it: what the server said, with what is under way laid over it. */
export interface CartLine {
  readonly variantId: string;
  readonly product: CartProduct;
  readonly quantity: number;
  readonly lineTotalMinor: number;
  readonly problem?: 'sold_out' | 'short';
  readonly pending: boolean;
}

/** Why an intent was undone, for people. `title` names the product, which may not be in the cart any more. */
export interface CartFailure {
  readonly variantId: string;
  readonly title: string;
  readonly message: string;
}

/** A line that was just taken out and can be put back. */
export interface RemovedLine {
  readonly variantId: string;
  readonly quantity: number;
  readonly product: CartProduct;
}
