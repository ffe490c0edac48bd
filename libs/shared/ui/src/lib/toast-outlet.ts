import { Component, inject } from '@angular/core';
import { Button } from './button';
import { type Toast, Toaster } from './toaster';
import { Icon } from './icon';

/** Where the toaster's messages appear: once, in the shell. */
@Component({
  selector: 'm-toast-outlet',
  imports: [Button, Icon],
  template: `
    <ul aria-live="polite" role="list">
      @for (toast of toaster.toasts(); track toast.id) {
        <li
          [attr.data-tone]="toast.tone"
          animate.enter="toast-in"
          (mouseenter)="toaster.hold(toast.id)"
          (mouseleave)="toaster.release(toast.id)"
          (focusin)="toaster.hold(toast.id)"
          (focusout)="toaster.release(toast.id)"
        >
          <p>{{ toast.message }}</p>
          @if (toast.action; as action) {
            <button type="button" class="m-link" (click)="act(toast)">{{ action.label }}</button>
          }
          <button
            mButton
            type="button"
            variant="ghost"
            size="icon"
            aria-label="Dismiss"
            (click)="toaster.dismiss(toast.id)"
          >
            <m-icon name="close" [size]="18" />
          </button>
        </li>
      }
    </ul>
  `,
  styleUrl: './toast-outlet.css',
})
export class ToastOutlet {
  protected readonly toaster = inject(Toaster);

  protected act(toast: Toast): void {
    toast.action?.run();
    this.toaster.dismiss(toast.id);
  }
}
