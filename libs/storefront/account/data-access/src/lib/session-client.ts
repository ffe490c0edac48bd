import { HttpClient } from '@angular/common/http';
import { inject, Service, signal } from '@angular/core';
import { Store } from '@ngrx/store';
import type { LoginDto, RegisterDto, SessionView } from '@mercury/identity/contracts';
import { ApiProblem, SessionActions } from '@mercury/storefront/shell/data-access';
import { Observable, tap } from 'rxjs';

/** Signing in, up and out. The answer becomes the session of the whole shop; the cart follows it by itself. */
@Service()
export class SessionClient {
  private readonly http = inject(HttpClient);
  private readonly store = inject(Store);
  private readonly signingOut = signal(false);
  private readonly reason = signal<string | null>(null);

  readonly busy = this.signingOut.asReadonly();
  readonly failure = this.reason.asReadonly();

  signIn(credentials: LoginDto): Observable<SessionView> {
    return this.http.post<SessionView>('/api/session/login', credentials).pipe(this.changed());
  }

  register(account: RegisterDto): Observable<SessionView> {
    return this.http.post<SessionView>('/api/session/register', account).pipe(this.changed());
  }

  signOut(done: () => void = () => undefined): void {
    this.signingOut.set(true);
    this.reason.set(null);
    this.http
      .post<SessionView>('/api/session/logout', {})
      .pipe(this.changed())
      .subscribe({
        next: () => {
          this.signingOut.set(false);
          done();
        },
        error: (error: unknown) => {
          this.signingOut.set(false);
          this.reason.set(ApiProblem.from(error).message);
        },
      });
  }

  private changed() {
    return tap((session: SessionView) => this.store.dispatch(SessionActions.changed({ session })));
  }
}
