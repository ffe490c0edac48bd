import { type ApplicationConfig, provideBrowserGlobalErrorListeners } from '@angular/core';
import { provideClientHydration, withEventReplay, withHttpTransferCacheOptions } from '@angular/platform-browser';
import {
  provideRouter,
  withComponentInputBinding,
  withInMemoryScrolling,
  withRouterConfig,
  withViewTransitions,
} from '@angular/router';
import { provideEffects } from '@ngrx/effects';
import { provideStore } from '@ngrx/store';
import { provideCart } from '@mercury/storefront/cart/data-access';
import { provideStorefrontApi, provideSession } from '@mercury/storefront/shell/data-access';
import { routes } from './app.routes';

/** What the storefront is made of, in the browser and on the server. */
export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withRouterConfig({ paramsInheritanceStrategy: 'always' }),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled', anchorScrolling: 'enabled' }),
      withViewTransitions({ skipInitialTransition: true }),
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
