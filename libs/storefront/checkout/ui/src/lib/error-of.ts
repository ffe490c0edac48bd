import type { FieldState } from '@angular/forms/signals';

/** A field's first error for people, once the shopper has been there; null until then. */
export function errorOf(field: () => Pick<FieldState<unknown>, 'touched' | 'errors'>): string | null {
  const state = field();
  if (!state.touched()) return null;
  return state.errors()[0]?.message ?? null;
}
