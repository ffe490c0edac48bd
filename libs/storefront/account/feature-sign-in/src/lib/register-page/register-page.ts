import { Component, inject, input, signal } from '@angular/core';
import { form, FormField, maxLength } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { Button, Field, Input } from '@mercury/shared/ui';
import { SessionClient } from '@mercury/storefront/account/data-access';
import { PasswordField } from '@mercury/storefront/account/ui';
import { ErrorSummary, errorOf } from '@mercury/storefront/checkout/ui';
import { PageMeta } from '@mercury/storefront/shell/data-access';
import { emailRules, filled, newPasswordRules, SHORTEST_PASSWORD } from '../account-rules';
import { safeReturnTo } from '../return-to';
import { signInProblem } from '../sign-in-words';

/** Making an account: a name, an address, a long password. Whoever does it is signed in at once. */
@Component({
  selector: 'm-register-page',
  imports: [Button, ErrorSummary, Field, FormField, Input, PasswordField, RouterLink],
  templateUrl: './register-page.html',
  host: { class: 'm-page block py-8' },
})
export class RegisterPage {
  readonly returnTo = input<string>();

  private readonly session = inject(SessionClient);
  private readonly router = inject(Router);
  protected readonly form = form(signal({ displayName: '', email: '', password: '' }), (account) => {
    filled(account.displayName, 'Enter the name we should call you by.');
    maxLength(account.displayName, 80, { message: 'This name is too long (80 characters at most).' });
    emailRules(account.email);
    newPasswordRules(account.password);
  });
  protected readonly errorOf = errorOf;
  protected readonly passwordHint = `At least ${SHORTEST_PASSWORD} characters. A few words in a row are fine.`;
  protected readonly attempts = signal(0);
  protected readonly busy = signal(false);
  protected readonly problem = signal<string | null>(null);

  constructor() {
    inject(PageMeta).describe({ title: 'Make an account' });
  }

  protected submit(event: Event): void {
    event.preventDefault();
    if (this.busy()) return;
    this.problem.set(null);
    this.form().markAsTouched();
    if (this.form().invalid()) return this.attempts.update((count) => count + 1);
    const { email, password, displayName } = this.form().value();
    this.busy.set(true);
    this.session.register({ email: email.trim(), password, displayName: displayName.trim() }).subscribe({
      next: () => void this.router.navigateByUrl(safeReturnTo(this.returnTo())),
      error: (error: unknown) => {
        this.busy.set(false);
        this.problem.set(signInProblem(error));
      },
    });
  }
}
