import type {
  ListedVariant,
  ProductDescription,
  ProductEvent,
  ProductImage,
  StockEvent,
} from '@mercury/catalog/contracts';
import { eventTypes, shape } from '@mercury/platform/event-store';

const { id, instant, listOf, mapOf, object, optional, text, whole } = shape;

const description: shape.Fields<ProductDescription> = {
  productId: id,
  slug: id,
  title: text,
  brand: text,
  description: text,
  categoryPath: listOf(text),
  attributes: mapOf(text),
  images: listOf(object<ProductImage>({ id, alt: text, color: text })),
  variants: listOf(
    object<ListedVariant>({
      variantId: id,
      sku: text,
      mpn: optional(text),
      ean: optional(text),
      options: mapOf(text),
      priceMinor: whole(0),
      currency: id,
    }),
  ),
  releasedOn: optional(text),
};

const held = { variantId: id, holdId: id, quantity: whole(1) };

/** Every event of this context, by the shape that is written today. */
export const catalogEventTypes = eventTypes<ProductEvent | StockEvent>({
  'catalog.product.listed': description,
  'catalog.product.revised': description,
  'catalog.product.withdrawn': { productId: id, reason: text },
  'catalog.stock.received': { variantId: id, quantity: whole(1), reason: text },
  'catalog.stock.held': { ...held, expiresAt: instant },
  'catalog.stock.released': { ...held, reason: text },
  'catalog.stock.sold': held,
  'catalog.stock.returned': { variantId: id, orderId: id, quantity: whole(1) },
});
