export { categoryTitle } from './lib/category-title';
export { productAggregate, type ProductState } from './lib/product';
export { listProduct, reviseProduct, withdrawProduct } from './lib/product.decider';
export { CatalogRefusal } from './lib/catalog.refusal';
export { available, stockAggregate, type StockHold, type StockState } from './lib/stock';
export { commitHold, holdStock, receiveStock, releaseHold, returnStock } from './lib/stock.decider';
