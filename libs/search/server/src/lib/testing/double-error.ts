/** A refusal in the shape in which Elasticsearch refuses. */
export class DoubleError extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    reason: string,
  ) {
    super(reason);
  }

  get body(): object {
    const cause = { type: this.type, reason: this.message };
    return { error: { root_cause: [cause], ...cause }, status: this.status };
  }
}

/** Refuses keys that the double does not know: what it does not execute must not be asked for. */
export function only(value: unknown, keys: readonly string[], where: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new DoubleError(400, 'parsing_exception', `[${where}] must be an object`);
  for (const key of Object.keys(value))
    if (!keys.includes(key)) throw new DoubleError(400, 'parsing_exception', `unknown field [${key}] in [${where}]`);
  return value as Record<string, unknown>;
}

/** The one key of an object that names a kind of query, sort or aggregation, with its value. */
export function single(value: unknown, where: string): [string, unknown] {
  const entries = Object.entries((value ?? {}) as object);
  if (entries.length !== 1) throw new DoubleError(400, 'parsing_exception', `[${where}] must have exactly one key`);
  return entries[0] as [string, unknown];
}
