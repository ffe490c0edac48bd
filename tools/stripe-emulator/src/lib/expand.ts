import type { EmulatorState } from './state';

/** Puts objects in the place of ids, as `expand[]=latest_charge` asks. Unknown names are left alone. */
export function expand(body: unknown, fields: readonly string[], state: EmulatorState): unknown {
  if (fields.length === 0 || typeof body !== 'object' || body === null) return body;
  const result = { ...body } as Record<string, unknown>;
  for (const field of fields) {
    const id = result[field];
    if (typeof id !== 'string') continue;
    const found = state.charges.get(id) ?? state.methods.get(id) ?? state.intents.get(id);
    if (found) result[field] = found;
  }
  return result;
}
