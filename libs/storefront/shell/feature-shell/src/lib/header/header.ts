import { Component, computed, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { Store } from '@ngrx/store';
import { CategoryTree } from '@mercury/storefront/catalog/data-access';
import { selectAccount } from '@mercury/storefront/shell/data-access';
import { SearchBox } from '../search-box/search-box';
import { ShopMenu } from '../shop-menu/shop-menu';
import { CartButton } from './cart-button';
import { ThemeSwitch } from './theme-switch';
import { Icon } from '@mercury/shared/ui';

/** The front of the shop: where everything is, what one looks for, who one is, what one has. */
@Component({
  selector: 'm-header',
  imports: [CartButton, Icon, RouterLink, RouterLinkActive, SearchBox, ShopMenu, ThemeSwitch],
  templateUrl: './header.html',
  styleUrl: './header.css',
})
export class Header {
  protected readonly categories = inject(CategoryTree).roots;
  private readonly account = inject(Store).selectSignal(selectAccount);
  protected readonly accountLink = computed(() => (this.account() ? '/orders' : '/login'));
  protected readonly accountLabel = computed(() => {
    const account = this.account();
    return account ? `Your orders, ${account.displayName}` : 'Sign in';
  });
}
