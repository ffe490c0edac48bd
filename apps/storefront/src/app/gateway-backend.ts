import { FetchBackend, HttpBackend, type HttpEvent, HttpParams, type HttpRequest } from '@angular/common/http';
import { inject, REQUEST_CONTEXT, Service } from '@angular/core';
import type { Observable } from 'rxjs';
import type { RenderContext } from '../server/render-context';

/**
 * Sends what a page asks of its own origin to the gateway instead: the server need not go out and back in. It sends no
 * cookie, so that what it renders is what a stranger may see.
 */
@Service()
export class GatewayBackend extends HttpBackend {
  private readonly backend = inject(FetchBackend);
  private readonly context = inject<RenderContext | null>(REQUEST_CONTEXT, { optional: true });

  override handle(request: HttpRequest<unknown>): Observable<HttpEvent<unknown>> {
    const { pathname, search } = new URL(request.urlWithParams);
    if (!this.context || !pathname.startsWith('/api/')) return this.backend.handle(request);
    // The query is in the path already.
    const url = `${this.context.gatewayUrl}${pathname}${search}`;
    return this.backend.handle(request.clone({ url, params: new HttpParams() }));
  }
}
