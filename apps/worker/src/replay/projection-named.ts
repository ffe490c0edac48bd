import type { Projection, ProjectionRegistry } from '@mercury/platform/projections';

/** A projection by its name or by a part of it that no other shares: `products` finds `catalog-products`. */
export function projectionNamed(registry: ProjectionRegistry, wanted: string): Projection {
  const exact = registry.all.find(({ name }) => name === wanted);
  if (exact) return exact;
  const words = (name: string) => name.toLowerCase().split(/[^a-z0-9]+/);
  const asked = words(wanted);
  const found = registry.all.filter(({ name }) => asked.every((word) => words(name).includes(word)));
  // Throws with the names that exist, when it is none or more than one.
  return registry.get(found.length === 1 ? (found[0]?.name as string) : wanted);
}
