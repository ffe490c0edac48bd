/** A variant as listed: its choice of options, its price in minor units, and the codes people search by. */
export interface ListedVariant {
  readonly variantId: string;
  readonly sku: string;
  readonly mpn?: string;
  readonly ean?: string;
  /** `{ size: 'M', colour: 'Sand' }`; empty for a product of one variant. */
  readonly options: Readonly<Record<string, string>>;
  readonly priceMinor: number;
  readonly currency: string;
}

/** A picture: `id` names the files under /media/products, `color` (hex) is what shows until it has loaded. */
export interface ProductImage {
  readonly id: string;
  readonly alt: string;
  readonly color: string;
}

/** The whole description of a product; listing and revising both carry it, so that a reader needs one event only. */
export interface ProductDescription {
  readonly productId: string;
  readonly slug: string;
  readonly title: string;
  readonly brand: string;
  readonly description: string;
  /** Category slugs from the root: `['clothing', 'jackets']`. */
  readonly categoryPath: readonly string[];
  /** What facets are made of: `{ material: 'Wool' }`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly images: readonly ProductImage[];
  readonly variants: readonly ListedVariant[];
  readonly releasedOn?: string;
}

export type ProductListed = { type: 'catalog.product.listed'; data: ProductDescription };
export type ProductRevised = { type: 'catalog.product.revised'; data: ProductDescription };
export type ProductWithdrawn = { type: 'catalog.product.withdrawn'; data: { productId: string; reason: string } };
/** Events of stream `catalog.product-<productId>`. */
export type ProductEvent = ProductListed | ProductRevised | ProductWithdrawn;

/** Events of stream `catalog.stock-<variantId>`. Always: on hand = held + free, and on hand falls when a hold is sold. */
export type StockEvent =
  | { type: 'catalog.stock.received'; data: { variantId: string; quantity: number; reason: string } }
  | { type: 'catalog.stock.held'; data: { variantId: string; holdId: string; quantity: number; expiresAt: string } }
  | { type: 'catalog.stock.released'; data: { variantId: string; holdId: string; quantity: number; reason: string } }
  | { type: 'catalog.stock.sold'; data: { variantId: string; holdId: string; quantity: number } }
  | { type: 'catalog.stock.returned'; data: { variantId: string; orderId: string; quantity: number } };
