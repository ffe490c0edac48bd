import type { ProductCard, ProductDescription } from '@mercury/catalog/contracts';
import { normaliseCode } from '@mercury/search/domain';

/** What the index knows of a product, whichever engine holds it. */
export interface SearchDocument {
  readonly product_id: string;
  readonly card: Omit<ProductCard, 'inStock'>;
  readonly title: string;
  readonly brand: string;
  readonly codes: readonly string[];
  readonly description: string;
  readonly features: string;
  readonly category_path: readonly string[];
  /** `name=value`, of the product and of its variants' options. */
  readonly attrs: readonly string[];
  readonly variant_ids: readonly string[];
  readonly price_minor: number;
  readonly released_on: string | null;
}

/** The document of a product: pure, so that a rebuilt index is the same index. */
export function documentOf(product: ProductDescription): SearchDocument {
  const prices = product.variants.map(({ priceMinor }) => priceMinor);
  const lowest = Math.min(...prices);
  const attributes = [
    ...Object.entries(product.attributes),
    ...product.variants.flatMap((v) => Object.entries(v.options)),
  ];
  return {
    product_id: product.productId,
    card: {
      productId: product.productId,
      slug: product.slug,
      title: product.title,
      brand: product.brand,
      image: product.images[0] ?? { id: 'placeholder', alt: '', color: '#e7e2da' },
      priceMinor: lowest,
      priceVaries: prices.some((price) => price !== lowest),
      currency: product.variants[0]?.currency ?? 'EUR',
    },
    title: product.title,
    brand: product.brand,
    codes: [
      ...new Set(product.variants.flatMap(({ sku, mpn, ean }) => [sku, mpn, ean].filter((code) => code !== undefined))),
    ],
    description: product.description,
    features: attributes
      .map(([, value]) => value)
      .filter((value) => !/^(yes|no)$/i.test(value))
      .join(' '),
    category_path: product.categoryPath,
    attrs: [...new Set(attributes.map(([name, value]) => `${name}=${value}`))],
    variant_ids: product.variants.map(({ variantId }) => variantId),
    price_minor: lowest,
    released_on: product.releasedOn ?? null,
  };
}

/** The codes of a document as they are compared. */
export const comparableCodes = ({ codes }: SearchDocument): string[] => [
  ...new Set(codes.map(normaliseCode).filter((code) => code.length >= 3)),
];
