import { afterNextRender, Component, inject } from '@angular/core';
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
    main {
      flex: 1;
      padding-block-end: var(--space-20);
    }
  `,
})
export class Shell {
  private readonly store = inject(Store);

  constructor() {
    // Only in the browser: the server renders for a stranger.
    afterNextRender(() => this.store.dispatch(SessionActions.opened()));
  }
}
