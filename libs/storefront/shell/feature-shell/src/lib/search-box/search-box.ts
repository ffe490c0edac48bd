import { httpResource } from '@angular/common/http';
import { Component, computed, DestroyRef, type ElementRef, inject, signal, viewChild } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { debounceTime, filter, Subject } from 'rxjs';
import type { SearchSuggestion } from '@mercury/search/contracts';
import { Icon, Picture } from '@mercury/shared/ui';
import { linkOf } from './link-of';

const PAUSE_MS = 120;
const SHORTEST = 2;

/**
 * Search with suggestions while typing: a combobox with a list (ARIA 1.2). Arrows walk the list, Enter opens what is
 * marked or searches for the words, Escape closes. Without scripts it is a form that leads to the results.
 */
@Component({
  selector: 'm-search-box',
  imports: [Icon, Picture],
  templateUrl: './search-box.html',
  styleUrl: './search-box.css',
  host: { '(focusout)': 'leave($event)' },
})
export class SearchBox {
  private readonly router = inject(Router);
  private readonly input = viewChild.required<ElementRef<HTMLInputElement>>('input');
  private readonly typed = new Subject<string>();
  private readonly asked = toSignal(this.typed.pipe(debounceTime(PAUSE_MS)), { initialValue: '' });

  private readonly answer = httpResource<readonly SearchSuggestion[]>(() =>
    this.asked().length < SHORTEST ? undefined : { url: '/api/search/suggest', params: { q: this.asked(), limit: 8 } },
  );
  private readonly wanted = signal(false);
  private kept: readonly SearchSuggestion[] = [];
  protected readonly suggestions = computed(() => {
    if (this.asked().length < SHORTEST) return (this.kept = []);
    // While the next answer is on its way, the last one stays: the list must not flicker.
    if (this.answer.hasValue()) this.kept = this.answer.value();
    return this.kept;
  });
  protected readonly open = computed(() => this.wanted() && this.suggestions().length > 0);
  protected readonly active = signal(-1);
  protected readonly activeId = computed(() =>
    this.open() && this.active() >= 0 ? `suggestion-${this.active()}` : null,
  );

  constructor() {
    inject(DestroyRef).onDestroy(() => this.typed.complete());
    // The box says what the page shows.
    this.router.events
      .pipe(
        filter((event) => event instanceof NavigationEnd),
        takeUntilDestroyed(),
      )
      .subscribe(() => {
        this.close();
        this.input().nativeElement.value = this.router.parseUrl(this.router.url).queryParams['q'] ?? '';
      });
  }

  protected type(value: string): void {
    this.typed.next(value.trim());
    this.active.set(-1);
    this.wanted.set(true);
  }

  protected move(event: Event, by: 1 | -1): void {
    event.preventDefault();
    this.wanted.set(true);
    const count = this.suggestions().length;
    // One place more than there are suggestions: the words themselves.
    this.active.update((active) => ((active + 1 + by + count + 1) % (count + 1)) - 1);
  }

  protected submit(event: Event): void {
    event.preventDefault();
    const marked = this.open() ? this.suggestions()[this.active()] : undefined;
    if (marked) return this.choose(marked);
    const q = this.input().nativeElement.value.trim();
    this.close();
    if (q) void this.router.navigate(['/search'], { queryParams: { q } });
  }

  protected choose(suggestion: SearchSuggestion): void {
    this.close();
    this.input().nativeElement.blur();
    const { path, queryParams } = linkOf(suggestion);
    void this.router.navigate(path, { queryParams });
  }

  protected close(): void {
    this.wanted.set(false);
    this.active.set(-1);
  }

  protected leave(event: FocusEvent): void {
    if (!(event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null)) this.close();
  }
}
