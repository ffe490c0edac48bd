import { provideHttpClient, withFetch, withInterceptors, withNoXsrfProtection } from '@angular/common/http';
import type { EnvironmentProviders } from '@angular/core';
import { commandInterceptor } from './command.interceptor';
import { problemInterceptor } from './problem.interceptor';
import { retryInterceptor } from './retry.interceptor';

/** HttpClient as every page uses it: problems as errors, deadlines and retries, headers of commands. */
export function provideStorefrontApi(): EnvironmentProviders {
  return provideHttpClient(
    withFetch(),
    // Our own token travels in a header that the session hands out; Angular's cookie scheme is not used.
    withNoXsrfProtection(),
    withInterceptors([problemInterceptor, retryInterceptor, commandInterceptor]),
  );
}
