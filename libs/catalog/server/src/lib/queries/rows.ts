import type { ProductCard, ProductImage, VariantQuote } from '@mercury/catalog/contracts';

/** Shows where an artwork is missing; the file is made by the seed. */
const noImage: ProductImage = { id: 'placeholder', alt: '', color: '#e7e2da' };

export interface CardRow {
  readonly product_id: string;
  readonly slug: string;
  readonly title: string;
  readonly brand: string;
  readonly images: readonly ProductImage[];
  readonly price_minor: number;
  readonly price_varies: boolean;
  readonly currency: string;
  readonly in_stock: boolean;
}

export function toCard(row: CardRow): ProductCard {
  return {
    productId: row.product_id,
    slug: row.slug,
    title: row.title,
    brand: row.brand,
    image: row.images[0] ?? noImage,
    priceMinor: row.price_minor,
    priceVaries: row.price_varies,
    currency: row.currency,
    inStock: row.in_stock,
  };
}

export interface VariantRow {
  readonly variant_id: string;
  readonly product_id: string;
  readonly slug: string;
  readonly title: string;
  readonly brand: string;
  readonly sku: string;
  readonly options: Record<string, string>;
  readonly images: readonly ProductImage[];
  readonly price_minor: number;
  readonly currency: string;
  readonly available: number;
  readonly category_path: readonly string[];
}

export function toQuote(row: VariantRow): VariantQuote {
  return {
    variantId: row.variant_id,
    productId: row.product_id,
    slug: row.slug,
    title: row.title,
    brand: row.brand,
    sku: row.sku,
    options: row.options,
    image: row.images[0] ?? noImage,
    priceMinor: row.price_minor,
    currency: row.currency,
    available: row.available,
    categoryPath: row.category_path,
  };
}
