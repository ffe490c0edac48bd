import { httpResource } from '@angular/common/http';
import { Component, computed, DOCUMENT, effect, inject, input, linkedSignal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Store } from '@ngrx/store';
import type { ProductDetail, VariantView } from '@mercury/catalog/contracts';
import { Breadcrumb, Button, type Crumb, EmptyState, ErrorState } from '@mercury/shared/ui';
import { CartActions } from '@mercury/storefront/cart/data-access';
import { firstChoice, pictureOf, structuredProduct, variantOf } from '@mercury/storefront/product/data-access';
import { ActivityTracker, ApiProblem, PageMeta } from '@mercury/storefront/shell/data-access';
import { BuyBar } from '../buy-bar/buy-bar';
import { BuyBox } from '../buy-box/buy-box';
import { Gallery } from '../gallery/gallery';
import { OftenTogether } from '../often-together/often-together';
import { ProductSkeleton } from '../product-skeleton/product-skeleton';

/** A product: what it looks like, what it is, what it costs, whether it is there. */
@Component({
  selector: 'm-product-page',
  imports: [
    Breadcrumb,
    Button,
    BuyBar,
    BuyBox,
    EmptyState,
    ErrorState,
    Gallery,
    OftenTogether,
    ProductSkeleton,
    RouterLink,
  ],
  templateUrl: './product-page.html',
  styleUrl: './product-page.css',
})
export class ProductPage {
  readonly slug = input.required<string>();

  private readonly store = inject(Store);
  private readonly activity = inject(ActivityTracker);
  private readonly meta = inject(PageMeta);
  private readonly origin = inject(DOCUMENT).location.origin;
  private readonly resource = httpResource<ProductDetail>(() => `/api/products/${encodeURIComponent(this.slug())}`);

  protected readonly product = computed(() => (this.resource.hasValue() ? this.resource.value() : undefined));
  protected readonly problem = computed(() => {
    const error = this.resource.error();
    return error ? ApiProblem.from(error) : undefined;
  });
  protected readonly missing = computed(() => this.problem()?.status === 404);
  protected readonly choice = linkedSignal(() => {
    const product = this.product();
    return product ? firstChoice(product) : {};
  });
  protected readonly variant = computed(() => {
    const product = this.product();
    return product && variantOf(product, this.choice());
  });
  protected readonly picture = linkedSignal(() => {
    const product = this.product();
    return product ? pictureOf(product, this.choice()) : 0;
  });
  protected readonly facts = computed(() => Object.entries(this.product()?.attributes ?? {}));
  protected readonly crumbs = computed<readonly Crumb[]>(() => {
    const { categories = [], title = '' } = this.product() ?? {};
    const rooms = categories.map(({ slug, title: name }) => ({ title: name, link: ['/c', slug] }));
    return [{ title: 'Home', link: '/' }, ...rooms, ...(title ? [{ title }] : [])];
  });

  constructor() {
    effect(() => this.describe());
    effect(() => {
      const productId = this.product()?.productId;
      if (productId) untracked(() => this.activity.productViewed(productId));
    });
  }

  protected add({ variant, quantity }: { variant: VariantView; quantity: number }): void {
    const product = this.product();
    if (!product) return;
    const { productId, slug, title, brand } = product;
    const image = product.images[pictureOf(product, variant.options)];
    if (!image) return;
    const { variantId, options, priceMinor, currency, available } = variant;
    const line = { productId, slug, title, brand, image, options, priceMinor, currency, available };
    this.store.dispatch(CartActions.addRequested({ variantId, quantity, product: line }));
    this.store.dispatch(CartActions.drawerOpened());
    this.activity.cartAdded(productId, variantId, quantity);
  }

  protected retry(): void {
    this.resource.reload();
  }

  private describe(): void {
    const product = this.product();
    if (product) {
      const { title, brand, description, slug, images } = product;
      this.meta.describe({
        title: `${title} by ${brand}`,
        description,
        canonicalPath: `/p/${slug}`,
        imagePath: images[0] && `/media/products/${images[0].id}-1200.webp`,
        structured: structuredProduct(product, this.origin),
      });
    } else if (this.problem()) {
      this.meta.describe({ title: this.missing() ? 'Product not found' : 'Product' });
      this.meta.status(this.missing() ? 404 : 503);
    }
  }
}
