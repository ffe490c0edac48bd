import { afterNextRender, ApplicationRef, Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { Store } from '@ngrx/store';
import { LiveRegion, ToastOutlet } from '@mercury/shared/ui';
// Deferred below, so it stays in a chunk of its own.
import { CartDrawer } from '@mercury/storefront/cart/feature-cart';
import { SessionActions } from '@mercury/storefront/shell/data-access';
import { Footer } from '../footer/footer';
import { Header } from '../header/header';
import { ConnectionNotice } from '../notices/connection-notice';
import { FocusOnNavigation } from './focus-on-navigation';

const PATIENCE_MS = 3_000;

/** What every page stands in. */
@Component({
  selector: 'm-shell',
  imports: [CartDrawer, ConnectionNotice, Footer, FocusOnNavigation, Header, LiveRegion, RouterOutlet, ToastOutlet],
  template: `
    <a class="m-skip m-button" data-variant="ink" href="#main" (click)="$event.preventDefault(); main.focus()">
      Skip to the content
    </a>
    <m-connection-notice />
    <m-header />
    <main #main id="main" tabindex="-1" mFocusOnNavigation><router-outlet /></main>
    <m-footer />
    @defer (on idle) {
      <m-cart-drawer />
    }
    <m-toast-outlet />
    <m-live-region />
  `,
  styles: `
    :host {
      display: flex;
      min-height: 100dvh;
      flex-direction: column;
    }
    /* The footer begins below the window, so that it does not move while a page loads. */
    main {
      min-height: 100dvh;
      flex: 1;
      padding-block-end: var(--space-20);
    }
  `,
})
export class Shell {
  private readonly store = inject(Store);

  constructor() {
    // Only in the browser: the server renders for a stranger. And only when the page is taken over: what is asked before
    // that keeps hydration open.
    const application = inject(ApplicationRef);
    afterNextRender(() => {
      const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
      void Promise.race([application.whenStable(), patience]).then(() => this.store.dispatch(SessionActions.opened()));
    });
  }
}
