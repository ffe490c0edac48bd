import { Component, input, signal } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { LucideEye, LucideEyeOff } from '@lucide/angular';
import { Field, Input } from '@mercury/shared/ui';

/** A password, which can be shown: nobody should type blind. Pasting and password managers work. */
@Component({
  selector: 'm-password-field',
  imports: [Field, FormField, Input, LucideEye, LucideEyeOff],
  template: `
    <m-field [label]="label()" [hint]="hint()" [error]="error()">
      <div class="relative">
        <input
          mInput
          class="pe-14"
          [type]="shown() ? 'text' : 'password'"
          [formField]="field()"
          [autocomplete]="autocomplete()"
          autocapitalize="off"
          spellcheck="false"
        />
        <button
          type="button"
          class="absolute inset-y-0 end-0 grid w-12 place-items-center rounded-md"
          [attr.aria-pressed]="shown()"
          aria-label="Show the password"
          (click)="shown.set(!shown())"
        >
          @if (shown()) {
            <svg lucideEyeOff [size]="20"></svg>
          } @else {
            <svg lucideEye [size]="20"></svg>
          }
        </button>
      </div>
    </m-field>
  `,
})
export class PasswordField {
  readonly label = input('Password');
  readonly hint = input<string>();
  readonly error = input<string | null>(null);
  readonly field = input.required<FieldTree<string>>();
  readonly autocomplete = input.required<'current-password' | 'new-password'>();
  protected readonly shown = signal(false);
}
