import { Component, inject, input, signal } from '@angular/core';
import { form, FormField } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { Button, Field, Input } from '@mercury/shared/ui';
import { SessionClient } from '@mercury/storefront/account/data-access';
import { PasswordField } from '@mercury/storefront/account/ui';
import { ErrorSummary, errorOf } from '@mercury/storefront/checkout/ui';
import { PageMeta } from '@mercury/storefront/shell/data-access';
import { emailRules, filled } from '../account-rules';
import { safeReturnTo } from '../return-to';
import { signInProblem } from '../sign-in-words';

/** Signing in: two fields and no puzzle. Afterwards one is back where one came from. */
@Component({
  selector: 'm-login-page',
  imports: [Button, ErrorSummary, Field, FormField, Input, PasswordField, RouterLink],
  templateUrl: './login-page.html',
  host: { class: 'm-page block py-8' },
})
export class LoginPage {
  readonly returnTo = input<string>();

  private readonly session = inject(SessionClient);
  private readonly router = inject(Router);
  protected readonly form = form(signal({ email: '', password: '' }), ({ email, password }) => {
    emailRules(email);
    filled(password, 'Enter your password.');
  });
  protected readonly errorOf = errorOf;
  protected readonly attempts = signal(0);
  protected readonly busy = signal(false);
  protected readonly problem = signal<string | null>(null);

  constructor() {
    inject(PageMeta).describe({ title: 'Sign in' });
  }

  protected submit(event: Event): void {
    event.preventDefault();
    if (this.busy()) return;
    this.problem.set(null);
    this.form().markAsTouched();
    if (this.form().invalid()) return this.attempts.update((count) => count + 1);
    const { email, password } = this.form().value();
    this.busy.set(true);
    this.session.signIn({ email: email.trim(), password }).subscribe({
      next: () => void this.router.navigateByUrl(safeReturnTo(this.returnTo())),
      error: (error: unknown) => {
        this.busy.set(false);
        this.problem.set(signInProblem(error));
      },
    });
  }
}
