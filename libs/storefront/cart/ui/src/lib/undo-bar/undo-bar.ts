import { Component, effect, input, output } from '@angular/core';

const SHOWN_MS = 8_000;

/** Says that a line was taken out and offers to put it back; stays while it is looked at. */
@Component({
  selector: 'm-undo-bar',
  template: `
    <p class="min-w-0 truncate">Removed: {{ title() }}</p>
    <button type="button" class="m-link min-h-11 shrink-0 px-2" (click)="undo.emit()">Undo</button>
  `,
  host: {
    role: 'status',
    class: 'flex items-center justify-between gap-3 rounded-md bg-inverse px-4 text-on-inverse shadow-2',
    '(mouseenter)': 'hold()',
    '(mouseleave)': 'release()',
    '(focusin)': 'hold()',
    '(focusout)': 'release()',
  },
})
export class UndoBar {
  readonly title = input.required<string>();
  readonly undo = output<void>();
  readonly expired = output<void>();
  private timer?: ReturnType<typeof setTimeout>;

  constructor() {
    effect((onCleanup) => {
      this.title();
      this.release();
      onCleanup(() => this.hold());
    });
  }

  protected hold(): void {
    clearTimeout(this.timer);
  }

  protected release(): void {
    this.hold();
    this.timer = setTimeout(() => this.expired.emit(), SHOWN_MS);
  }
}
