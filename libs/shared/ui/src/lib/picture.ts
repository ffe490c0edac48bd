import { booleanAttribute, Component, computed, input } from '@angular/core';
import type { ProductImage } from '@mercury/catalog/contracts';

const WIDTHS = [320, 640, 1200];

/**
 * A product's picture: square, AVIF or WebP in the width that fits `sizes`, its own backdrop until it has loaded. Mark
 * the largest picture of a page, and only that one, with `priority`. `decorative` when the name stands beside it anyway.
 */
@Component({
  selector: 'm-picture',
  template: `
    <picture>
      <source type="image/avif" [attr.srcset]="avif()" [attr.sizes]="sizes()" />
      <source type="image/webp" [attr.srcset]="webp()" [attr.sizes]="sizes()" />
      <img
        [src]="fallback()"
        [alt]="decorative() ? '' : image().alt"
        [attr.loading]="priority() || eager() ? 'eager' : 'lazy'"
        [attr.fetchpriority]="priority() ? 'high' : null"
        decoding="async"
        width="640"
        height="640"
      />
    </picture>
  `,
  styles: `
    :host {
      display: block;
      overflow: hidden;
      aspect-ratio: 1;
      border-radius: inherit;
      filter: brightness(var(--picture-light));
    }
    picture {
      display: contents;
    }
    img {
      width: 100%;
      height: 100%;
      object-fit: cover;
    }
  `,
  host: { '[style.background-color]': 'image().color' },
})
export class Picture {
  readonly image = input.required<ProductImage>();
  readonly sizes = input('(min-width: 64rem) 20vw, 45vw');
  readonly priority = input(false, { transform: booleanAttribute });
  /** Loads at once: for pictures that are in sight when the page opens. */
  readonly eager = input(false, { transform: booleanAttribute });
  readonly decorative = input(false, { transform: booleanAttribute });

  protected readonly avif = computed(() => this.sourceSet('avif'));
  protected readonly webp = computed(() => this.sourceSet('webp'));
  protected readonly fallback = computed(() => `/media/products/${this.image().id}-640.webp`);

  private sourceSet(format: string): string {
    return WIDTHS.map((width) => `/media/products/${this.image().id}-${width}.${format} ${width}w`).join(', ');
  }
}
