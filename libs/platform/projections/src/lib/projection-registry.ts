import { NotFoundError } from '@mercury/platform/errors';
import type { Projection } from './projection';

/** Every projection that this process knows, by name. */
export class ProjectionRegistry {
  private readonly byName = new Map<string, Projection>();

  constructor(projections: readonly Projection[]) {
    for (const projection of projections) {
      if (this.byName.has(projection.name)) throw new Error(`projection ${projection.name} is defined twice`);
      this.byName.set(projection.name, projection);
    }
  }

  get all(): Projection[] {
    return [...this.byName.values()];
  }

  /** Throws NotFoundError with the names that exist. */
  get(name: string): Projection {
    const projection = this.byName.get(name);
    if (projection) return projection;
    const known = [...this.byName.keys()].sort().join(', ') || 'none';
    throw new NotFoundError('projections.unknown', { message: `There is no projection "${name}". Known: ${known}` });
  }
}
