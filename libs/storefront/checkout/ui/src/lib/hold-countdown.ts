import { afterNextRender, Component, computed, DestroyRef, inject, input, output, signal } from '@angular/core';
import { LucideClock } from '@lucide/angular';

const TICK_MS = 1_000;
const SOON_MS = 3 * 60_000;

/** How long the stock of an order stays held, to the second. Screen readers hear of it when it gets short, not each second. */
@Component({
  selector: 'm-hold-countdown',
  imports: [LucideClock],
  template: `
    <svg lucideClock [size]="18"></svg>
    @if (leftMs() > 0) {
      <span>
        Held for <span role="timer" class="m-tabular font-semibold">{{ clock() }}</span>
      </span>
      <span class="sr-only" aria-live="polite">
        {{ soon() ? 'Less than three minutes are left to pay.' : '' }}
      </span>
    } @else {
      <span>The time to pay is up.</span>
    }
  `,
  host: {
    class: 'inline-flex items-center gap-2 rounded-pill px-3 py-1 text-sm',
    '[class]': "soon() ? 'bg-warning-soft text-warning' : 'bg-sunken text-ink'",
  },
})
export class HoldCountdown {
  /** ISO time at which the hold ends. */
  readonly until = input.required<string>();
  readonly over = output<void>();

  private readonly now = signal(Date.now());
  protected readonly leftMs = computed(() => Math.max(0, Date.parse(this.until()) - this.now()));
  protected readonly soon = computed(() => this.leftMs() < SOON_MS);
  protected readonly clock = computed(() => {
    const seconds = Math.ceil(this.leftMs() / 1000);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  });

  constructor() {
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const timer = setInterval(() => {
        const left = this.leftMs();
        this.now.set(Date.now());
        if (left > 0 && this.leftMs() === 0) this.over.emit();
      }, TICK_MS);
      destroyed.onDestroy(() => clearInterval(timer));
    });
  }
}
