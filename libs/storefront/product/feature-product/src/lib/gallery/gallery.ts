import { Component, computed, input, model } from '@angular/core';
import type { ProductImage } from '@mercury/catalog/contracts';
import { Picture } from '@mercury/shared/ui';

/** The pictures of a product: one large, the others to choose from. `shown` is the place of the large one. */
@Component({
  selector: 'm-gallery',
  imports: [Picture],
  template: `
    <div class="frame" [style.view-transition-name]="'product-' + productId()">
      @if (image(); as image) {
        <m-picture [image]="image" sizes="(min-width: 64rem) 50vw, 100vw" priority />
      }
    </div>
    @if (images().length > 1) {
      <ul role="list" aria-label="More pictures">
        @for (thumb of images(); track thumb.id) {
          <li>
            <button
              type="button"
              [attr.aria-label]="'Show: ' + thumb.alt"
              [attr.aria-pressed]="$index === shown()"
              (click)="shown.set($index)"
            >
              <m-picture [image]="thumb" sizes="6rem" decorative />
            </button>
          </li>
        }
      </ul>
    }
  `,
  styles: `
    .frame {
      overflow: hidden;
      border-radius: var(--radius-lg);
    }
    ul {
      display: flex;
      gap: var(--space-3);
      margin-block-start: var(--space-3);
    }
    button {
      display: block;
      width: clamp(4rem, 8vw, 5.5rem);
      border-radius: var(--radius-md);
    }
    [aria-pressed='true'] {
      box-shadow:
        0 0 0 2px var(--surface),
        0 0 0 4px var(--accent);
    }
  `,
})
export class Gallery {
  readonly productId = input.required<string>();
  readonly images = input.required<readonly ProductImage[]>();
  readonly shown = model.required<number>();
  protected readonly image = computed(() => this.images()[this.shown()] ?? this.images()[0]);
}
