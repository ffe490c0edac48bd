/**
 * What an operator reads of a failure. Handlers may throw anything; and where an application has no exception filter of its
 * own, Nest's turns every error into a plain object `{ status, message }`.
 */
export function reasonOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  const { message } = (error ?? {}) as { message?: unknown };
  if (typeof message === 'string') return message;
  return typeof error === 'object' ? (JSON.stringify(error) ?? String(error)) : String(error);
}
