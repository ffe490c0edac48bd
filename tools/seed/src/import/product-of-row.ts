import { importedIds } from '@mercury/catalog/contracts';
import type { ProductToLoad } from '@mercury/catalog/server';
import { deterministicId } from '@mercury/shared/util-ids';
import { backdropOf, type Artwork } from '../art/render';
import { colours, type ColourName } from '../range/names';
import { BadRow } from './bad-row';
import { slugOf } from './slug-of';

const names = Object.keys(colours) as ColourName[];

/** A parcel in the colour of the brand: imported goods have no drawing of their own. */
export function parcelOf(brand: string): Artwork {
  const number = parseInt(deterministicId('parcel', brand).slice(0, 8), 16);
  const colour = names[number % names.length] as ColourName;
  const style = (number >>> 4) % 3;
  return { id: `parcel-${colour.toLowerCase()}-${style}`, drawing: 'parcel', color: colours[colour], style };
}

/** All parcels that `parcelOf` can give. */
export const parcels = (): Artwork[] =>
  names.flatMap((colour) =>
    [0, 1, 2].map((style): Artwork => ({
      id: `parcel-${colour.toLowerCase()}-${style}`,
      drawing: 'parcel',
      color: colours[colour],
      style,
    })),
  );

/** A row as a product with one variant. Throws BadRow with the reason. */
export function productOfRow(row: Readonly<Record<string, string>>): ProductToLoad {
  const id = required(row, 'product_id');
  const title = required(row, 'title');
  const brand = required(row, 'brand');
  const price = Number(required(row, 'price_cents'));
  if (!Number.isSafeInteger(price) || price < 0 || price > 2_000_000_000)
    throw new BadRow(`price_cents "${row['price_cents']}" is not a whole number of cents`);
  const released = row['released']?.trim();
  if (released && (!/^\d{4}-\d{2}-\d{2}$/.test(released) || Number.isNaN(Date.parse(released))))
    throw new BadRow(`released "${released}" is not a date (YYYY-MM-DD)`);
  const attributes = featuresOf(row['features'] ?? '');
  const { productId, variantId } = importedIds(id);
  const artwork = parcelOf(brand);
  const mpn = row['mpn']?.trim();
  const ean = row['ean']?.trim();
  return {
    product: {
      productId,
      slug: `${slugOf(title)}-${slugOf(id)}`,
      title,
      brand,
      description: row['short_description']?.trim() ?? '',
      categoryPath: ['electronics', slugOf(brand)],
      attributes,
      images: [{ id: artwork.id, alt: title, color: backdropOf(artwork) }],
      variants: [
        {
          variantId,
          sku: `IMP-${id}`,
          ...(mpn && { mpn }),
          ...(ean && { ean }),
          options: {},
          priceMinor: price,
          currency: 'EUR',
        },
      ],
      ...(released && { releasedOn: released }),
    },
    stock: { [variantId]: 25 },
  };
}

function required(row: Readonly<Record<string, string>>, column: string): string {
  const value = row[column]?.trim();
  if (!value) throw new BadRow(`${column} is missing`);
  return value;
}

/** `name:value|name:value`; a part without a colon continues the value before it. */
function featuresOf(features: string): Record<string, string> {
  const found: Record<string, string> = {};
  let last: string | undefined;
  for (const part of features.split('|')) {
    const colon = part.indexOf(':');
    if (colon > 0) {
      last = part.slice(0, colon).trim();
      found[last] = part.slice(colon + 1).trim();
    } else if (last && part.trim()) found[last] += `|${part.trim()}`;
  }
  return found;
}
