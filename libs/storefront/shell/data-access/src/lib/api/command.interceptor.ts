import type { HttpInterceptorFn, HttpRequest } from '@angular/common/http';
import { inject } from '@angular/core';
import { Store } from '@ngrx/store';
import { catchError, filter, first, map, type Observable, switchMap, throwError, timeout } from 'rxjs';
import { SessionActions } from '../session/session.actions';
import { sessionFeature } from '../session/session.feature';
import { ApiProblem } from './api-problem';
import { INTENT } from './intent';

const SESSION_DEADLINE_MS = 8_000;
const reads = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Puts on every command what the API asks for: `Idempotency-Key` (see `withIntent`; one that is there stays) and
 * `X-CSRF-Token`. Waits for the session when it is still on its way; a token that is refused is fetched anew, once.
 */
export const commandInterceptor: HttpInterceptorFn = (request, next) => {
  if (reads.has(request.method) || !request.url.startsWith('/api/')) return next(request);
  const store = inject(Store);
  const keyed = withKey(request);
  const send = (csrfToken: string) => next(keyed.clone({ setHeaders: { 'X-CSRF-Token': csrfToken } }));
  const fresh = (stale?: string): Observable<string> => {
    store.dispatch(SessionActions.required({ stale }));
    return store.select(sessionFeature.selectSessionState).pipe(
      map(({ session, status }) => {
        if (status === 'failed') throw new ApiProblem({ status: 503, code: 'session.unavailable', retryable: false });
        return session?.csrfToken;
      }),
      filter((token): token is string => token !== undefined && token !== stale),
      first(),
      timeout(SESSION_DEADLINE_MS),
    );
  };
  return fresh().pipe(
    switchMap((csrfToken) =>
      send(csrfToken).pipe(
        catchError((error: unknown) =>
          isRefusedToken(error) ? fresh(csrfToken).pipe(switchMap(send)) : throwError(() => error),
        ),
      ),
    ),
  );
};

function withKey(request: HttpRequest<unknown>): HttpRequest<unknown> {
  if (request.headers.has('Idempotency-Key')) return request;
  return request.clone({ setHeaders: { 'Idempotency-Key': request.context.get(INTENT) } });
}

function isRefusedToken(error: unknown): boolean {
  const problem = ApiProblem.from(error);
  return problem.status === 403 && problem.code.includes('csrf');
}
