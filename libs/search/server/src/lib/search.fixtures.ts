import type { ProductDescription } from '@mercury/catalog/contracts';
import type { RecordedEvent } from '@mercury/platform/event-store';

function product(slug: string, title: string, change: Partial<ProductDescription>, priceMinor: number, sku: string) {
  return {
    productId: slug,
    slug,
    title,
    brand: 'Halden',
    description: `${title} made to last.`,
    categoryPath: ['home'],
    attributes: { material: 'Steel' },
    images: [],
    variants: [{ variantId: `${slug}-1`, sku, options: {}, priceMinor, currency: 'EUR' }],
    ...change,
  };
}

/** Four products, of which one has stock. */
export const products: ProductDescription[] = [
  product('reading-lamp', 'Reading Lamp', { categoryPath: ['lighting'] }, 4900, 'LMP-100.200'),
  product('floor-lamp', 'Floor Lamp Tall', { categoryPath: ['lighting'] }, 19900, 'LMP-300.400'),
  product('wool-blanket', 'Wool Blanket', { brand: 'Osk', attributes: { material: 'Wool' } }, 9900, 'BLK-1'),
  product('wool-jumper', 'Wool Jumper', { brand: 'Osk', attributes: { material: 'Wool' } }, 8900, 'JMP-1'),
];

const event = (position: number, type: string, data: object): RecordedEvent => ({
  position,
  streamId: `s-${position}`,
  streamPosition: 1,
  eventId: String(position),
  type,
  schemaVersion: 1,
  data,
  metadata: { commandId: 'c', correlationId: 'c', occurredAt: '2026-11-24T00:00:00.000Z' },
  recordedAt: '2026-11-24T00:00:00.000Z',
});

export const events: RecordedEvent[] = [
  event(1, 'catalog.stock.received', { variantId: 'reading-lamp-1', quantity: 3, reason: 'delivery' }),
  ...products.map((data, index) => event(index + 2, 'catalog.product.listed', data)),
  event(10, 'catalog.stock.received', { variantId: 'wool-jumper-1', quantity: 1, reason: 'delivery' }),
  event(11, 'catalog.stock.held', { variantId: 'wool-jumper-1', holdId: 'h', quantity: 1, expiresAt: '' }),
];
