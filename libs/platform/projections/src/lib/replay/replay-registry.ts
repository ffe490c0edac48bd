import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { Projection } from '../projection';

/** What the registry says about a projection while a replay builds beside it. */
export interface RegistryRow {
  readonly liveGeneration: number;
  readonly liveVersion: number;
  readonly lastGeneration: number;
  readonly previousGeneration: number | null;
  readonly previousVersion: number | null;
  readonly buildingGeneration: number | null;
  readonly buildingVersion: number | null;
  readonly buildWorkers: number | null;
  readonly buildFrom: number | null;
}

/** The registry row of an installed projection. */
export async function registryRow(em: SqlEntityManager, projection: Projection): Promise<RegistryRow> {
  const [row] = await em.execute<RegistryRow[]>(
    `SELECT live_generation AS "liveGeneration", live_version AS "liveVersion", last_generation AS "lastGeneration",
            previous_generation AS "previousGeneration", previous_version AS "previousVersion",
            building_generation AS "buildingGeneration", building_version AS "buildingVersion",
            build_workers AS "buildWorkers", build_from::float8 AS "buildFrom"
       FROM es.projections WHERE name = ?`,
    [projection.name],
  );
  if (!row) throw new Error(`projection ${projection.name} is not installed`);
  return row;
}

export async function noteBuilding(
  em: SqlEntityManager,
  projection: Projection,
  build: { readonly generation: number; readonly workers: number; readonly from: number },
): Promise<void> {
  await em.execute(
    `UPDATE es.projections SET building_generation = ?, building_version = ?, build_workers = ?, build_from = ?,
            last_generation = ? WHERE name = ?`,
    [build.generation, projection.version, build.workers, build.from, build.generation, projection.name],
  );
}

export async function forgetBuilding(em: SqlEntityManager, projection: Projection): Promise<void> {
  await em.execute(
    `UPDATE es.projections SET building_generation = NULL, building_version = NULL, build_workers = NULL, build_from = NULL
      WHERE name = ?`,
    [projection.name],
  );
}

/** The readers' generation becomes `generation`; the one before is kept for a rollback. */
export async function noteSwap(
  em: SqlEntityManager,
  projection: Projection,
  to: { readonly generation: number; readonly version: number },
): Promise<void> {
  await em.execute(
    `UPDATE es.projections SET previous_generation = live_generation, previous_version = live_version,
            live_generation = ?, live_version = ?, swapped_at = now(),
            building_generation = NULL, building_version = NULL, build_workers = NULL, build_from = NULL WHERE name = ?`,
    [to.generation, to.version, projection.name],
  );
}
