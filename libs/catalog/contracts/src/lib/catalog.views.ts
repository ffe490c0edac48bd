import type { ProductImage } from './catalog.events';

/** A product as a card on a shelf. */
export interface ProductCard {
  readonly productId: string;
  readonly slug: string;
  readonly title: string;
  readonly brand: string;
  readonly image: ProductImage;
  /** The lowest price among its variants. */
  readonly priceMinor: number;
  /** True when variants differ in price ("from …"). */
  readonly priceVaries: boolean;
  readonly currency: string;
  readonly inStock: boolean;
}

export interface VariantView {
  readonly variantId: string;
  readonly sku: string;
  readonly options: Readonly<Record<string, string>>;
  readonly priceMinor: number;
  readonly currency: string;
  /** Units free to be bought now. */
  readonly available: number;
}

/** Everything a product page shows. */
export interface ProductDetail {
  readonly productId: string;
  readonly slug: string;
  readonly title: string;
  readonly brand: string;
  readonly description: string;
  readonly categories: readonly { slug: string; title: string }[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly images: readonly ProductImage[];
  /** Option names in the order in which they are chosen, with their values in order. */
  readonly options: readonly { name: string; values: readonly string[] }[];
  readonly variants: readonly VariantView[];
}

export interface CategoryNode {
  readonly slug: string;
  readonly title: string;
  readonly productCount: number;
  readonly image?: ProductImage;
  readonly children: readonly CategoryNode[];
}

/** What a cart or an order needs to know of a variant: its name, its price now, and what is free now. */
export interface VariantQuote {
  readonly variantId: string;
  readonly productId: string;
  readonly slug: string;
  readonly title: string;
  readonly brand: string;
  readonly sku: string;
  readonly options: Readonly<Record<string, string>>;
  readonly image: ProductImage;
  readonly priceMinor: number;
  readonly currency: string;
  readonly available: number;
  readonly categoryPath: readonly string[];
}
