import type { ListedVariant, ProductImage } from '@mercury/catalog/contracts';
import type { ProductToLoad } from '@mercury/catalog/server';
import { deterministicId } from '@mercury/shared/util-ids';
import { backdropOf, type Artwork } from '../art/render';
import type { Kind } from './kind';
import { kinds } from './kinds';
import { brands, colours, models, type ColourName } from './names';

const colourNames = Object.keys(colours) as ColourName[];
/** A whole number below `below` that is always the same for the same words. */
export const draw = (below: number, ...words: string[]): number =>
  parseInt(deterministicId('seed', ...words).slice(0, 8), 16) % below;

/** Each kind comes in four of the colours; its pictures are shared by its products. */
const coloursOf = (kind: Kind): ColourName[] =>
  [0, 1, 2, 3].map((n) => colourNames[(draw(8, 'first colour', kind.drawing) + n * 3) % 8] as ColourName);

export const artworkOf = (kind: Kind, colour: ColourName, style: number): Artwork => ({
  id: `${kind.drawing.toLowerCase()}-${colour.toLowerCase()}-${style}`,
  drawing: kind.drawing,
  color: colours[colour],
  style,
});

/** Every picture that the range shows. */
export const artworks = (): Artwork[] =>
  kinds.flatMap((kind) =>
    coloursOf(kind).flatMap((colour) => [0, 1, 2].map((style) => artworkOf(kind, colour, style))),
  );

/** The shop: one product for each kind and model, interleaved, so that neighbours on a shelf differ. */
export const range = (): ProductToLoad[] =>
  models.flatMap((model, at) => kinds.map((kind) => productOf(kind, model, at)));

function productOf(kind: Kind, model: string, at: number): ProductToLoad {
  const style = at % 3;
  const key = `${kind.drawing}:${model}`;
  const noun = kind.nouns[style] as string;
  const title = `${model} ${noun}`;
  const material = pick(kind.materials, key, 'material');
  const palette = coloursOf(kind);
  const first = draw(4, key, 'colour');
  const chosen = [0, 1, 2].slice(0, 1 + draw(3, key, 'how many')).map((n) => palette[(first + n) % 4] as ColourName);
  const brand = pick(brands, kind.category[0], model);
  const productId = deterministicId('seed-product', key);
  const [low, high] = kind.price;
  const euros = low + ((high - low) * draw(1000, key, 'price')) / 1000;
  const priceMinor = Math.max(Math.round(euros / (euros > 100 ? 10 : 1)) * (euros > 100 ? 1000 : 100) - 100, 900);
  const variants = chosen.flatMap((colour) =>
    (kind.sizes.length ? kind.sizes : ['']).map((size, index) => variantOf(kind, key, colour, size, priceMinor, index)),
  );
  return {
    product: {
      productId,
      slug: title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
      title,
      brand,
      description: describe(kind, model, noun, material, brand, key),
      categoryPath: kind.category,
      attributes: {
        material,
        origin: pick(['Portugal', 'Denmark', 'Italy', 'Sweden', 'Poland', 'Estonia'], key, 'origin'),
      },
      images: chosen.map((colour) => imageOf(kind, colour, style, title)),
      variants,
      releasedOn: new Date(Date.UTC(2025, 0, 1 + draw(680, key, 'released'))).toISOString().slice(0, 10),
    },
    stock: Object.fromEntries(variants.map(({ variantId }) => [variantId, unitsOf(key, variantId)])),
  };
}

function variantOf(
  kind: Kind,
  key: string,
  colour: ColourName,
  size: string,
  priceMinor: number,
  index: number,
): ListedVariant {
  const larger =
    /\d(l|ml)$|^[SML]$/.test(size) && kind.category[0] !== 'clothing' ? index * Math.round(priceMinor / 1000) * 100 : 0;
  const code = deterministicId('sku', key, colour, size).replaceAll('-', '').slice(0, 6).toUpperCase();
  return {
    variantId: deterministicId('seed-variant', key, colour, size),
    sku: `${kind.drawing.slice(0, 3).toUpperCase()}-${code}`,
    options: { colour, ...(size && { size }) },
    priceMinor: priceMinor + larger,
    currency: 'EUR',
  };
}

/** One product in forty is sold out; of the others some variants are scarce. */
function unitsOf(key: string, variantId: string): number {
  if (draw(40, key, 'sold out') === 0) return 0;
  const luck = draw(20, variantId, 'stock');
  return luck === 0 ? 0 : luck < 4 ? 1 + draw(3, variantId, 'scarce') : 8 + draw(60, variantId, 'plenty');
}

function imageOf(kind: Kind, colour: ColourName, style: number, title: string): ProductImage {
  const artwork = artworkOf(kind, colour, style);
  return { id: artwork.id, alt: `${title} in ${colour.toLowerCase()}`, color: backdropOf(artwork) };
}

function describe(kind: Kind, model: string, noun: string, material: string, brand: string, key: string): string {
  const opening = [
    `The ${model} is a ${noun.toLowerCase()} in ${material.toLowerCase()}, made ${kind.purpose}.`,
    `${brand} made the ${model} ${kind.purpose}: a ${noun.toLowerCase()} in ${material.toLowerCase()}, and nothing more than that.`,
    `In ${material.toLowerCase()}, and ${kind.purpose}: the ${model} is the ${noun.toLowerCase()} that we kept for ourselves.`,
  ];
  const closing = [
    'It ages well, and we keep spare parts for it.',
    'Designed to be kept, repaired and handed on.',
    'Small runs, no rush, and a ten-year promise.',
    'It looks better after a year than on the first day.',
  ];
  return `${pick(opening, key, 'opening')} ${kind.detail} ${pick(closing, key, 'closing')}`;
}

const pick = <T>(of: readonly T[], ...words: string[]): T => of[draw(of.length, ...words)] as T;
