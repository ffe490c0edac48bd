import { importedIds } from '@mercury/catalog/contracts';
import type { ProductToLoad } from '@mercury/catalog/server';
import { deterministicId } from '@mercury/shared/util-ids';
import { backdropOf, type Artwork } from '../art/render';
import { colours } from '../range/names';
import { BadRow } from './bad-row';
import { colourOf, departmentOf } from './departments';
import { slugOf } from './slug-of';

/** Enough for any number of replays. */
const PLENTY = 100_000;

/** The picture of an item: the drawing of its department in the colour that its title names. */
export function artworkOfItem(title: string): Artwork {
  const chance = parseInt(deterministicId('item artwork', title.toLowerCase()).slice(0, 8), 16);
  const { drawing } = departmentOf(title);
  const colour = colourOf(title, chance);
  const style = (chance >> 4) % 3;
  return { id: `${drawing.toLowerCase()}-${colour.toLowerCase()}-${style}`, drawing, color: colours[colour], style };
}

/** An item of another shop (`item_id,title`) as a product of one variant, at the price that was paid. Throws BadRow. */
export function productOfItem(
  row: Readonly<Record<string, string>>,
  source: string,
  prices: ReadonlyMap<string, number>,
): ProductToLoad {
  const id = row['item_id']?.trim();
  if (!id) throw new BadRow('item_id is missing');
  const title = titleCase(row['title'] ?? '');
  if (!title) throw new BadRow('title is missing');
  const priceMinor = prices.get(id);
  if (priceMinor === undefined) throw new BadRow(`nobody ever bought item ${id}: it has no price`);
  const { productId, variantId } = importedIds(id, source);
  const artwork = artworkOfItem(title);
  return {
    product: {
      productId,
      slug: `${slugOf(title)}-${slugOf(id)}`,
      title,
      brand: titleCase(source.replaceAll(/[_-]+/g, ' ')),
      description: '',
      categoryPath: ['gifts', departmentOf(title).category],
      attributes: {},
      images: [{ id: artwork.id, alt: title, color: backdropOf(artwork) }],
      variants: [{ variantId, sku: `${slugOf(source).toUpperCase()}-${id}`, options: {}, priceMinor, currency: 'EUR' }],
    },
    stock: { [variantId]: PLENTY },
  };
}

/** `WHITE  METAL LANTERN` → `White Metal Lantern`. */
function titleCase(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/(^|[\s(/-])\p{Letter}/gu, (start) => start.toUpperCase());
}
