import { Component, effect, type ElementRef, input, viewChild } from '@angular/core';
import type { ValidationError } from '@angular/forms/signals';

/** What is wrong with a form, each with a way to the field. Takes the focus whenever `attempt` counts up. */
@Component({
  selector: 'm-error-summary',
  template: `
    @if (attempt() > 0 && errors().length > 0) {
      <div #box role="alert" tabindex="-1" class="rounded-md border border-danger bg-danger-soft p-4 text-danger">
        <p class="font-semibold">
          {{ errors().length === 1 ? 'One field needs a look:' : 'Some fields need a look:' }}
        </p>
        <ul class="mt-1">
          @for (error of errors(); track $index) {
            <li>
              <button
                type="button"
                class="m-link min-h-7 text-start text-sm"
                (click)="error.fieldTree().focusBoundControl()"
              >
                {{ error.message }}
              </button>
            </li>
          }
        </ul>
      </div>
    }
  `,
})
export class ErrorSummary {
  readonly errors = input.required<readonly ValidationError.WithFieldTree[]>();
  /** How often the form was sent in vain. */
  readonly attempt = input.required<number>();
  private readonly box = viewChild<ElementRef<HTMLElement>>('box');

  constructor() {
    effect(() => {
      if (this.attempt() > 0) this.box()?.nativeElement.focus();
    });
  }
}
