import { HttpException } from '@nestjs/common';

/**
 * What an operator reads of a failure. Handlers may throw anything; and where an application has no exception filter of its
 * own, Nest's turns every error into a plain object `{ status, message }`.
 */
export function reasonOf(error: unknown): string {
  if (error instanceof HttpException) return refusalOf(error);
  if (error instanceof Error) return error.message;
  const { message } = (error ?? {}) as { message?: unknown };
  if (typeof message === 'string') return message;
  return typeof error === 'object' ? (JSON.stringify(error) ?? String(error)) : String(error);
}

/** Of a refused payload also which of its fields: ValidationPipe's own message is "Bad Request Exception". */
function refusalOf(error: HttpException): string {
  const response = error.getResponse();
  const said = typeof response === 'object' && 'message' in response ? [response.message].flat() : [];
  const more = said.filter((line) => typeof line === 'string' && line !== error.message);
  return more.length > 0 ? `${error.message}: ${more.join('; ')}` : error.message;
}
