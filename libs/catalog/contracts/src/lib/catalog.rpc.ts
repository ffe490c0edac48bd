import type { CategoryNode, ProductCard, ProductDetail, VariantQuote } from './catalog.views';

export interface StockLine {
  readonly variantId: string;
  readonly quantity: number;
}

/** Requests that `catalog` answers: pattern → request and response. Commands carry `commandId`. */
export interface CatalogRpc {
  'catalog.get-product': { request: { slug: string } | { productId: string }; response: ProductDetail };
  'catalog.list-categories': { request: Record<string, never>; response: CategoryNode[] };
  'catalog.get-product-cards': { request: { productIds: readonly string[] }; response: ProductCard[] };
  'catalog.get-variants': { request: { variantIds: readonly string[] }; response: VariantQuote[] };
  /** All lines or none. Refused with `catalog.sold_out` and `data: { lines: { variantId, available }[] }`. */
  'catalog.hold-stock': {
    request: { commandId: string; holdId: string; lines: readonly StockLine[]; expiresAt: string };
    response: { position: number };
  };
  /** Turns a hold into a sale. Refused with `catalog.hold_gone` when it was released before. */
  'catalog.commit-stock': { request: { commandId: string; holdId: string }; response: { position: number } };
  'catalog.release-stock': {
    request: { commandId: string; holdId: string; reason: string };
    response: { position: number };
  };
  /** Puts sold units back on the shelf, once for each order and variant: a sale that was undone, or goods that came back. */
  'catalog.return-stock': {
    request: { commandId: string; orderId: string; lines: readonly StockLine[] };
    response: { position: number };
  };
}
