import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { throwError, type Observable } from 'rxjs';
import { DomainError } from './domain-error';
import { toProblem } from './problem';

/**
 * Answers every error of an HTTP route as `application/problem+json`; logs what is our fault with its stack. In a message
 * handler the error travels on as it is: Nest's own filter would replace it by a bare "Internal server error".
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void | Observable<never> {
    if (host.getType() === 'rpc') return throwError(() => error);
    this.answer(error, host);
  }

  private answer(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const problem = toProblem(asDomainError(error), request.originalUrl?.split('?')[0]);
    if (problem.status >= 500)
      this.logger.error(`${request.method} ${problem.instance} failed: ${problem.code}`, stackOf(error));
    if (response.headersSent) {
      response.end();
      return;
    }
    const retryAfter = problem.data?.['retryAfterSeconds'];
    if (typeof retryAfter === 'number') response.setHeader('Retry-After', String(Math.ceil(retryAfter)));
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}

function asDomainError(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  const status = httpStatusOf(error);
  if (status === undefined || (status >= 500 && !(error instanceof HttpException))) return error;
  const message = error instanceof Error ? error.message : undefined;
  return new DomainError(`http.${status}`, { status, message, data: detailsOf(error), cause: error });
}

/** What a health check found out: a probe that fails must say 503, and by which dependency. */
function detailsOf(error: unknown): Record<string, unknown> | undefined {
  const body = error instanceof HttpException ? error.getResponse() : undefined;
  return typeof body === 'object' && 'details' in body ? { details: body.details } : undefined;
}

/** Nest throws HttpException; Express' body parsers throw errors that carry `status` and `expose`. */
function httpStatusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'status' in error && 'expose' in error && error.expose === true)
    return Number(error.status);
  return undefined;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
