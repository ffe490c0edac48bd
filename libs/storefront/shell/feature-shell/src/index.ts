export { NotFoundPage } from './lib/not-found-page/not-found-page';
export { recoverNavigation } from './lib/shell/recover-navigation';
export { Shell } from './lib/shell/shell';
