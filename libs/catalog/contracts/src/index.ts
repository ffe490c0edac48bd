export type {
  ListedVariant,
  ProductDescription,
  ProductEvent,
  ProductImage,
  ProductListed,
  ProductRevised,
  ProductWithdrawn,
  StockEvent,
} from './lib/catalog.events';
export type { CatalogRpc, StockLine } from './lib/catalog.rpc';
export type { CategoryNode, ProductCard, ProductDetail, VariantQuote, VariantView } from './lib/catalog.views';
export { importedIds } from './lib/imported-ids';
