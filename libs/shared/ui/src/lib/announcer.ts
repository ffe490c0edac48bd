import { Component, inject, Service, signal, untracked } from '@angular/core';

/** Says things to screen readers, politely: counts of results, what went into the cart. */
@Service()
export class Announcer {
  private readonly words = signal('');
  readonly message = this.words.asReadonly();

  say(message: string): void {
    // Effects say things: what was said before must not become what they depend on.
    const before = untracked(this.words);
    // The same words twice are read twice only when the text changes.
    this.words.set(message === before ? `${message}\u00a0` : message);
  }
}

/** Where the announcer's words appear: once, in the shell. */
@Component({
  selector: 'm-live-region',
  template: '{{ announcer.message() }}',
  host: { class: 'sr-only', role: 'status', 'aria-live': 'polite', 'aria-atomic': 'true' },
})
export class LiveRegion {
  protected readonly announcer = inject(Announcer);
}
