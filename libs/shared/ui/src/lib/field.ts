import { Component, computed, Directive, inject, input } from '@angular/core';

let fields = 0;

/**
 * A labelled field: `<m-field label="Email" [error]="emailError()"><input mInput type="email" /></m-field>`. Ties label,
 * hint and error to the control inside; an error is shown and read out as soon as it is there.
 */
@Component({
  selector: 'm-field',
  template: `
    <label [for]="id">
      {{ label() }}
      @if (optional()) {
        <span class="m-muted">(optional)</span>
      }
    </label>
    <ng-content />
    @if (hint() && !error()) {
      <p class="hint" [id]="hintId">{{ hint() }}</p>
    }
    <p class="error" [id]="errorId" aria-live="polite">{{ error() }}</p>
  `,
  styles: `
    :host {
      display: grid;
      align-content: start;
      gap: var(--space-1);
    }
    label {
      font-size: var(--text-sm);
      font-weight: 600;
    }
    .m-muted {
      font-weight: 400;
    }
    .hint {
      color: var(--text-muted);
      font-size: var(--text-sm);
    }
    .error {
      color: var(--danger);
      font-size: var(--text-sm);
      font-weight: 600;
    }
    .error:empty {
      display: none;
    }
  `,
})
export class Field {
  readonly label = input.required<string>();
  readonly hint = input<string>();
  readonly error = input<string | null>();
  readonly optional = input(false);

  readonly id = `m-field-${++fields}`;
  readonly hintId = `${this.id}-hint`;
  readonly errorId = `${this.id}-error`;
  readonly describedBy = computed(() => (this.error() ? this.errorId : this.hint() ? this.hintId : null));
}

/** An input, select or textarea; inside a field it takes the field's id, hint and error. */
@Directive({
  selector: 'input[mInput], select[mInput], textarea[mInput]',
  host: {
    class: 'm-input',
    '[attr.id]': 'field?.id',
    '[attr.aria-describedby]': 'field?.describedBy()',
    '[attr.aria-invalid]': 'field?.error() ? true : null',
  },
})
export class Input {
  protected readonly field = inject(Field, { optional: true });
}
