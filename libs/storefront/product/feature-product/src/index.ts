export { productRoutes } from './lib/product.routes';
