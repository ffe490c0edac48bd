import { PausedParts, projectionStatus, type ProjectionRegistry } from '@mercury/platform/projections';
import type { Connection } from './connect';

const COLUMNS = ['projection', 'state', 'generation', 'version', 'lag', 'position'] as const;

/** A table of all projections; below it, a line beginning with `!` for each that needs somebody. */
export async function statusLines({ store, writer }: Connection, registry: ProjectionRegistry): Promise<string[]> {
  const rows: string[][] = [[...COLUMNS]];
  const notes: string[] = [];
  for (const projection of registry.all) {
    if (!(await writer.live(projection))) await writer.install(projection);
    const status = await projectionStatus(store, projection, writer);
    rows.push([
      status.name,
      status.state,
      String(status.generation),
      String(status.liveVersion),
      String(status.lag),
      `${status.position} of ${status.head}`,
    ]);
    if (status.state === 'outdated')
      notes.push(`! ${status.name}: the code is version ${status.version}: replay it to bring its rows up to date`);
  }
  for (const part of await new PausedParts(writer.em).list())
    notes.push(
      `! ${part.projection} part ${part.part} is paused at ${part.position} (${part.eventType}): ${part.error}`,
    );
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return [...rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')), ...notes];
}
