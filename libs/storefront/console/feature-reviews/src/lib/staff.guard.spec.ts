import { TestBed } from '@angular/core/testing';
import { type ActivatedRouteSnapshot, RedirectCommand, provideRouter, type RouterStateSnapshot } from '@angular/router';
import { provideStore, Store } from '@ngrx/store';
import type { Role } from '@mercury/identity/contracts';
import { SessionApiActions, provideSession } from '@mercury/storefront/shell/data-access';
import { provideHttpClient } from '@angular/common/http';
import { provideEffects } from '@ngrx/effects';
import { firstValueFrom, type Observable } from 'rxjs';
import { staffGuard } from './staff.guard';

describe('staff guard', () => {
  function ask(role: Role | null) {
    TestBed.configureTestingModule({
      providers: [provideRouter([]), provideHttpClient(), provideStore(), provideEffects(), provideSession()],
    });
    const answer = TestBed.runInInjectionContext(() =>
      staffGuard({} as ActivatedRouteSnapshot, { url: '/console/reviews' } as RouterStateSnapshot),
    ) as Observable<unknown>;
    const result = firstValueFrom(answer);
    const account = role && { accountId: 'a', email: 'a@b.test', displayName: 'Ada', role };
    TestBed.inject(Store).dispatch(SessionApiActions.loaded({ session: { account, csrfToken: 't' } }));
    return result;
  }
  const target = (answer: unknown) => (answer as RedirectCommand).redirectTo.toString();

  it.each(['merchant', 'analyst', 'admin'] as const)('lets a %s in', async (role) => {
    await expect(ask(role)).resolves.toBe(true);
  });

  it('sends a shopper home', async () => {
    expect(target(await ask('shopper'))).toBe('/');
  });

  it('sends a stranger to sign in and back', async () => {
    expect(target(await ask(null))).toBe('/login?returnTo=%2Fconsole%2Freviews');
  });
});
