import { Component, effect, type ElementRef, input, output, viewChild } from '@angular/core';
import { Button } from './button';
import { Icon } from './icon';

/**
 * A panel over the page: from an edge (`start`, `end`, `bottom`) or in the middle (`center`). It is a native modal
 * dialog: the page behind is inert, Escape closes it, focus comes back. Whoever sets `open` clears it on `closed`.
 */
@Component({
  selector: 'm-drawer',
  imports: [Button, Icon],
  templateUrl: './drawer.html',
  styleUrl: './drawer.css',
  host: { '(click)': 'closeOnVeil($event)' },
})
export class Drawer {
  readonly open = input.required<boolean>();
  readonly label = input.required<string>();
  readonly side = input<'start' | 'end' | 'bottom' | 'center'>('end');
  readonly closed = output<void>();

  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    effect(() => {
      const dialog = this.dialog().nativeElement;
      // On the server there is no such method, and nothing is open.
      if (this.open() && !dialog.open) dialog.showModal?.();
      if (!this.open() && dialog.open) dialog.close?.();
    });
  }

  /** A click on the veil lands on the dialog itself, not on anything inside. */
  protected closeOnVeil(event: Event): void {
    if (event.target === this.dialog().nativeElement) this.closed.emit();
  }
}
