import { Component, type ElementRef, inject, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationStart, Router, RouterLink } from '@angular/router';
import { CategoryTree } from '@mercury/storefront/catalog/data-access';
import { Icon, Picture } from '@mercury/shared/ui';

/**
 * All categories and what is in them. A native popover: it opens before any script has run, closes on Escape and on a
 * click beside it, and is a full page on a phone.
 */
@Component({
  selector: 'm-shop-menu',
  imports: [Icon, Picture, RouterLink],
  templateUrl: './shop-menu.html',
  styleUrl: './shop-menu.css',
})
export class ShopMenu {
  protected readonly categories = inject(CategoryTree).roots;
  private readonly menu = viewChild.required<ElementRef<HTMLElement>>('menu');

  constructor() {
    inject(Router)
      .events.pipe(takeUntilDestroyed())
      .subscribe((event) => {
        if (event instanceof NavigationStart) this.close();
      });
  }

  private close(): void {
    const menu = this.menu().nativeElement;
    if (typeof menu.hidePopover === 'function' && menu.matches(':popover-open')) menu.hidePopover();
  }
}
