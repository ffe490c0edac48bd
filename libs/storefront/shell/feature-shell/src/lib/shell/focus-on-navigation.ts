import { afterNextRender, Directive, ElementRef, inject, Injector } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { filter, map, pairwise } from 'rxjs';

/** After going to another page, focus its headline: a screen reader reads it, and Tab goes on from there. */
@Directive({ selector: '[mFocusOnNavigation]' })
export class FocusOnNavigation {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);

  constructor() {
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationEnd),
        map((event) => event.urlAfterRedirects.split(/[?#]/)[0]),
        pairwise(),
        filter(([from, to]) => from !== to),
        takeUntilDestroyed(),
      )
      .subscribe(() => afterNextRender(() => this.focus(), { injector: this.injector }));
  }

  private focus(): void {
    const headline = this.host.querySelector('h1');
    headline?.setAttribute('tabindex', '-1');
    (headline ?? this.host).focus({ preventScroll: true });
  }
}
