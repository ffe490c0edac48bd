export { NotFoundPage } from './lib/not-found-page/not-found-page';
export { Shell } from './lib/shell/shell';
