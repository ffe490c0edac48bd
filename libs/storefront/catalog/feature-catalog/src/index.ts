export { categoryRoutes, searchRoutes } from './lib/catalog.routes';
