import { type HttpInterceptorFn } from '@angular/common/http';
import { inject, PLATFORM_ID } from '@angular/core';
import { isPlatformServer } from '@angular/common';
import { retry, throwError, timeout, timer } from 'rxjs';
import { ApiProblem } from './api-problem';

const DEADLINE_MS = { browser: 12_000, server: 3_000 };
const RETRIES = 2;
const BACKOFF_MS = 250;

/**
 * Gives every request a deadline, and those that had no clear answer two more tries: reads may be repeated, and so may
 * commands, since they carry the same `Idempotency-Key` again. The server renders what it got and leaves trying to the browser.
 */
export const retryInterceptor: HttpInterceptorFn = (request, next) => {
  const onServer = isPlatformServer(inject(PLATFORM_ID));
  return next(request).pipe(
    timeout({ first: onServer ? DEADLINE_MS.server : DEADLINE_MS.browser }),
    retry({
      count: onServer ? 0 : RETRIES,
      delay: (error: unknown, attempt) => {
        const problem = ApiProblem.from(error);
        if (!problem.retryable || problem.status === 504) return throwError(() => problem);
        return timer(BACKOFF_MS * 2 ** (attempt - 1) * (0.5 + Math.random()));
      },
    }),
  );
};
