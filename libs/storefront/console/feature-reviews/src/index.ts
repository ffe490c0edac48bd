export { consoleRoutes } from './lib/console.routes';
