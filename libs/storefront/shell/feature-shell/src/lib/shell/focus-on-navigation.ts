import { afterNextRender, DestroyRef, Directive, ElementRef, inject, Injector } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { filter, map, pairwise } from 'rxjs';

const SETTLES_MS = 8_000;

/**
 * After going to another page, focus its headline: a screen reader reads it, and Tab goes on from there. A headline that
 * is replaced when the page's data comes hands the focus on to the next one, unless the shopper has moved it.
 */
@Directive({ selector: '[mFocusOnNavigation]' })
export class FocusOnNavigation {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);
  private observer: MutationObserver | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.settle());
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationEnd),
        map((event) => event.urlAfterRedirects.split(/[?#]/)[0]),
        pairwise(),
        filter(([from, to]) => from !== to),
        takeUntilDestroyed(),
      )
      .subscribe(() => afterNextRender(() => this.arrive(), { injector: this.injector }));
  }

  private arrive(): void {
    this.focus();
    this.settle();
    this.observer = new MutationObserver(() => {
      // An element that is removed leaves the focus with the body.
      if (this.host.ownerDocument.activeElement === this.host.ownerDocument.body) this.focus();
    });
    this.observer.observe(this.host, { childList: true, subtree: true });
    this.timer = setTimeout(() => this.settle(), SETTLES_MS);
  }

  private settle(): void {
    this.observer?.disconnect();
    clearTimeout(this.timer);
  }

  private focus(): void {
    const headline = this.host.querySelector('h1');
    headline?.setAttribute('tabindex', '-1');
    (headline ?? this.host).focus({ preventScroll: true });
  }
}
