import { afterNextRender, Component, DestroyRef, inject, signal } from '@angular/core';

/** Says that the browser is offline, and goes when it no longer is. */
@Component({
  selector: 'm-connection-notice',
  template: `
    <div role="status">
      @if (offline()) {
        <p>You are offline. You can look at what is here; the rest comes back with the connection.</p>
      }
    </div>
  `,
  styles: `
    p {
      padding: var(--space-2) var(--gutter);
      background: var(--warning-soft);
      color: var(--warning);
      font-size: var(--text-sm);
      font-weight: 600;
      text-align: center;
    }
  `,
})
export class ConnectionNotice {
  protected readonly offline = signal(false);

  constructor() {
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const read = () => this.offline.set(!navigator.onLine);
      const happenings = ['online', 'offline'] as const;
      for (const happening of happenings) addEventListener(happening, read);
      destroyed.onDestroy(() => happenings.forEach((happening) => removeEventListener(happening, read)));
      read();
    });
  }
}
