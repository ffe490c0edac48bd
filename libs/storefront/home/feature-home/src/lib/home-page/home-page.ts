import { Component, DestroyRef, inject } from '@angular/core';
import { Store } from '@ngrx/store';
import { HomePageActions } from '@mercury/storefront/home/data-access';
import { PageMeta } from '@mercury/storefront/shell/data-access';
import { CategoryTiles } from '../category-tiles/category-tiles';
import { ForYouRail } from '../for-you-rail/for-you-rail';
import { Hero } from '../hero/hero';
import { NewRail } from '../new-rail/new-rail';
import { TrendingRail } from '../trending-rail/trending-rail';

/** The front of the shop. */
@Component({
  selector: 'm-home-page',
  imports: [CategoryTiles, ForYouRail, Hero, NewRail, TrendingRail],
  template: `
    <m-hero />
    <m-trending-rail id="trending" />
    <m-category-tiles />
    <m-for-you-rail />
    <m-new-rail />
  `,
  styles: `
    :host {
      display: grid;
      gap: clamp(2.75rem, 5vw, 4.5rem);
      grid-template-columns: minmax(0, 1fr);
    }
  `,
})
export class HomePage {
  constructor() {
    const store = inject(Store);
    inject(PageMeta).describe({
      title: 'Mercury',
      description: 'Furniture, lighting, clothing and gear, made to be kept. Honest stock, honest prices, live trends.',
      canonicalPath: '/',
    });
    store.dispatch(HomePageActions.opened());
    inject(DestroyRef).onDestroy(() => store.dispatch(HomePageActions.closed()));
  }
}
