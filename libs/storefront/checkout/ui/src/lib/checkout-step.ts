import { afterRenderEffect, Component, type ElementRef, input, output, viewChild } from '@angular/core';
import { LucideCheck } from '@lucide/angular';

/**
 * One step of several: open, done (a line of what was said, and a way to change it) or still ahead. When it opens, its
 * headline takes the focus, so that a screen reader goes along.
 */
@Component({
  selector: 'm-checkout-step',
  imports: [LucideCheck],
  template: `
    <div class="flex min-h-11 items-center gap-3">
      <span
        class="m-tabular grid size-8 shrink-0 place-items-center rounded-pill text-sm font-bold"
        [class]="state() === 'ahead' ? 'bg-sunken text-muted' : 'bg-ink text-surface'"
        aria-hidden="true"
      >
        @if (state() === 'done') {
          <svg lucideCheck [size]="18"></svg>
        } @else {
          {{ number() }}
        }
      </span>
      <h2 #heading tabindex="-1" class="grow text-xl" [class.text-muted]="state() === 'ahead'">
        <span class="sr-only">Step {{ number() }} of {{ of() }}: </span>{{ title() }}
      </h2>
      @if (state() === 'done') {
        <button type="button" class="m-link min-h-11 px-1 text-sm" (click)="edit.emit()">
          Change<span class="sr-only">: {{ title() }}</span>
        </button>
      }
    </div>
    @switch (state()) {
      @case ('open') {
        <div class="mt-4"><ng-content /></div>
      }
      @case ('done') {
        <div class="m-muted ms-11 text-sm"><ng-content select="[stepSummary]" /></div>
      }
    }
  `,
  host: { class: 'block border-b border-line py-5 first:pt-0 last:border-b-0', '[attr.data-state]': 'state()' },
})
export class CheckoutStep {
  readonly number = input.required<number>();
  readonly of = input(3);
  readonly title = input.required<string>();
  readonly state = input.required<'open' | 'done' | 'ahead'>();
  readonly edit = output<void>();

  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');
  private before?: string;

  constructor() {
    afterRenderEffect(() => {
      const state = this.state();
      if (this.before !== undefined && this.before !== state && state === 'open') this.heading().nativeElement.focus();
      this.before = state;
    });
  }
}
