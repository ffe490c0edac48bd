import { afterRenderEffect, Directive, ElementRef, inject, input } from '@angular/core';

const DURATION_MS = 600;

/**
 * Lets elements marked `data-glide="id"` glide to their new places when the order changes: they are moved back by a
 * transform and let go, so that the layout itself never shifts. Still for those who asked for less motion.
 */
@Directive({ selector: '[mGlide]' })
export class Glide {
  readonly order = input.required<readonly string[]>({ alias: 'mGlide' });

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private places = new Map<string, number>();

  constructor() {
    afterRenderEffect({
      read: () => {
        this.order();
        const before = this.places;
        this.places = new Map();
        const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
        for (const element of this.host.querySelectorAll<HTMLElement>('[data-glide]')) {
          const id = element.dataset['glide'] as string;
          this.places.set(id, element.offsetLeft);
          if (calm || before.size === 0) continue;
          const by = (before.get(id) ?? element.offsetLeft) - element.offsetLeft;
          if (!before.has(id)) element.animate({ opacity: [0, 1] }, DURATION_MS);
          else if (by !== 0) glide(element, by);
        }
      },
    });
  }
}

function glide(element: HTMLElement, by: number): void {
  element.animate(
    { translate: [`${by}px 0`, '0 0'] },
    { duration: DURATION_MS, easing: 'cubic-bezier(0.2, 0.7, 0.2, 1)' },
  );
}
