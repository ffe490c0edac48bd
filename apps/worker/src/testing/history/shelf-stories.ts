import { golden } from './golden-events';
import type { Random } from './random';
import { cast, type Story } from './stories';

const words = ['wool', 'jacket', 'linen', 'shirt', 'fjord', 'trail', 'boot', 'light', 'rain', 'merino'];
const categories = [['clothing', 'jackets'], ['clothing', 'shirts'], ['shoes'], ['clothing']];
const sizes = ['S', 'M', 'L', 'XL'];

/** Products that are listed, revised, and now and then withdrawn, and the stock of their variants. */
export function shelfStories(random: Random): Story[] {
  return [...cast.products.map((id) => productStory(id, random)), ...stockStories(random)];
}

function productStory(productId: string, random: Random): Story {
  const revisions = random.times(random.between(0, 3), () =>
    golden('catalog.product.revised', look(productId, random)),
  );
  return {
    streamId: `catalog.product-${productId}`,
    events: [
      golden('catalog.product.listed', look(productId, random)),
      ...revisions,
      ...(random.chance(0.3) ? [golden('catalog.product.withdrawn', { productId })] : []),
    ],
  };
}

/** A product keeps its id, and some of its variants. */
function look(productId: string, random: Random): object {
  const variants = cast.variantsOf(productId).slice(0, random.between(1, 3));
  const title = random.times(random.between(1, 4), () => random.pick(words)).join(' ');
  return {
    productId,
    slug: `${productId}-${random.pick(words)}`,
    title,
    brand: random.pick(['Nordlys', 'Havn']),
    description: `${title}, ${random.pick(words)}.`,
    categoryPath: random.pick(categories),
    attributes: random.chance(0.5) ? { material: random.pick(words) } : {},
    variants: variants.map((variantId) => ({
      variantId,
      sku: variantId.toUpperCase(),
      ...(random.chance(0.3) && { mpn: `NL-${random.between(1_000, 9_999)}` }),
      options: { size: random.pick(sizes) },
      priceMinor: random.between(1, 200) * 100,
      currency: 'EUR',
    })),
  };
}

function stockStories(random: Random): Story[] {
  return cast.products.flatMap(cast.variantsOf).flatMap((variantId) => {
    if (random.chance(0.5)) return [];
    const received = golden('catalog.stock.received', { variantId, quantity: random.between(5, 50) });
    const holds = random.times(random.between(0, 3), (n) => holdStory(variantId, `hold-${variantId}-${n}`, random));
    return [{ streamId: `catalog.stock-${variantId}`, events: [received, ...holds.flat()] }];
  });
}

function holdStory(variantId: string, holdId: string, random: Random) {
  const hold = { variantId, holdId, quantity: random.between(1, 3) };
  const held = golden('catalog.stock.held', hold);
  if (random.chance(0.3)) return [held];
  if (random.chance(0.4)) return [held, golden('catalog.stock.released', hold)];
  const returned = golden('catalog.stock.returned', { variantId, orderId: `order-${holdId}`, quantity: 1 });
  return [held, golden('catalog.stock.sold', hold), ...(random.chance(0.4) ? [returned] : [])];
}
