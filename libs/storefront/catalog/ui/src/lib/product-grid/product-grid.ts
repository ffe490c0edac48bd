import { afterRenderEffect, Component, computed, ElementRef, inject, input, linkedSignal, output } from '@angular/core';
import type { ProductCard as ProductCardView } from '@mercury/catalog/contracts';
import { Button, ProductCard, ProductCardSkeleton } from '@mercury/shared/ui';

const PLACES = 12;

/**
 * The products of a list, and the way to more of them: by a button, so that the end of the page can be reached. `null`
 * shows their places. After more have come, the focus is on the first of them.
 */
@Component({
  selector: 'm-product-grid',
  imports: [Button, ProductCard, ProductCardSkeleton],
  templateUrl: './product-grid.html',
  styleUrl: './product-grid.css',
})
export class ProductGrid {
  readonly products = input.required<readonly ProductCardView[] | null>();
  /** What is shown answers an earlier question; the new answer is on its way. */
  readonly waiting = input.required<boolean>();
  readonly total = input.required<number>();
  readonly more = input.required<'none' | 'idle' | 'loading' | 'failed'>();
  readonly message = input('');
  readonly opened = output<{ readonly productId: string; readonly index: number }>();
  readonly moreWanted = output<void>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly places = Array.from({ length: PLACES }, (_, index) => index);
  protected readonly count = computed(() => this.products()?.length ?? 0);
  /** Where the list ended when more of it was asked for. */
  private readonly seam = linkedSignal<unknown, number | null>({
    source: this.products,
    computation: (_, held) => held?.value ?? null,
  });

  constructor() {
    afterRenderEffect(() => {
      const seam = this.seam();
      if (seam === null || this.count() <= seam) return;
      this.seam.set(null);
      this.host.querySelectorAll<HTMLElement>('m-product-card a')[seam]?.focus({ preventScroll: true });
    });
  }

  protected ask(): void {
    this.seam.set(this.count());
    this.moreWanted.emit();
  }
}
