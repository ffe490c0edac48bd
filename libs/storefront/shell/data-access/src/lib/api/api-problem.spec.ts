import { HttpErrorResponse } from '@angular/common/http';
import { ApiProblem } from './api-problem';

describe('ApiProblem', () => {
  it('keeps code, fields and data of problem+json', () => {
    const error = new HttpErrorResponse({
      status: 409,
      error: { status: 409, code: 'catalog.sold_out', title: 'Conflict', detail: 'Sold out', data: { lines: [] } },
    });
    expect(ApiProblem.from(error)).toMatchObject({
      status: 409,
      code: 'catalog.sold_out',
      message: 'Sold out',
      data: { lines: [] },
      retryable: false,
    });
  });

  it('reads a body that arrived as text', () => {
    const error = new HttpErrorResponse({ status: 404, error: '{"code":"catalog.product_not_found"}' });
    expect(ApiProblem.from(error).code).toBe('catalog.product_not_found');
  });

  it('says that the shopper is offline when there was no answer', () => {
    const problem = ApiProblem.from(new HttpErrorResponse({ status: 0 }));
    expect(problem).toMatchObject({ code: 'network.unreachable', retryable: true });
    expect(problem.message).toContain('offline');
  });

  it('does not show a page of a proxy as a message', () => {
    expect(ApiProblem.from(new HttpErrorResponse({ status: 502, error: '<html>' }))).toMatchObject({
      code: 'http.502',
      retryable: true,
    });
  });
});
