export { addToBasket, BASKET_SIZE, type Basket, type BasketGrowth } from './lib/basket';
export { fillWithTrending } from './lib/fill-with-trending';
export { recommendForProduct } from './lib/for-product';
export { recommendForVisitor } from './lib/for-visitor';
export { newestRecents, RECENT_PRODUCTS, recentProducts, type Recent } from './lib/recent';
export { boughtAffinity, companionship, viewedAffinity, type Neighbour } from './lib/similarity';
