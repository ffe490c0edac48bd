export { loginRoutes, registerRoutes } from './lib/sign-in.routes';
