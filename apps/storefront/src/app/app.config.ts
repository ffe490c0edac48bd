import { type ApplicationConfig, provideBrowserGlobalErrorListeners } from '@angular/core';
import { provideClientHydration, withEventReplay, withHttpTransferCacheOptions } from '@angular/platform-browser';
import {
  provideRouter,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
  withRouterConfig,
  withViewTransitions,
} from '@angular/router';
import { provideEffects } from '@ngrx/effects';
import { provideStore } from '@ngrx/store';
import { provideCart } from '@mercury/storefront/cart/data-access';
import { provideStorefrontApi, provideSession } from '@mercury/storefront/shell/data-access';
import { recoverNavigation } from '@mercury/storefront/shell/feature-shell';
import { routes } from './app.routes';
import { keepStillOnSamePage } from './keep-still-on-same-page';

/** What the storefront is made of, in the browser and on the server. */
export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withRouterConfig({ paramsInheritanceStrategy: 'always' }),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled', anchorScrolling: 'enabled' }),
      withNavigationErrorHandler(recoverNavigation),
      withViewTransitions({ skipInitialTransition: true, onViewTransitionCreated: keepStillOnSamePage }),
    ),
    // The server asks as a stranger: nothing in its answers is personal, so all of them may travel with the page.
    provideClientHydration(withEventReplay(), withHttpTransferCacheOptions({ includeNonCacheableRequests: true })),
    provideStorefrontApi(),
    provideStore(),
    provideEffects(),
    provideSession(),
    provideCart(),
  ],
};
