import {
  PausedParts,
  retirePrevious,
  rollbackProjection,
  type ProjectionRegistry,
} from '@mercury/platform/projections';
import type { ReplayArguments } from './arguments';
import type { Connection } from './connect';
import { projectionNamed } from './projection-named';
import { runReplay } from './run-replay';
import { say } from './say';
import { statusLines } from './status-lines';

/** Does what the command line asks for, and says what came of it. Resolves to false when a replay was not swapped in. */
export async function runCommand(
  connection: Connection,
  registry: ProjectionRegistry,
  options: ReplayArguments,
): Promise<boolean> {
  const projection = options.projection && projectionNamed(registry, options.projection);
  if (!projection || options.list) {
    for (const line of await statusLines(connection, registry)) say(line);
    return true;
  }
  const { store, writer } = connection;
  const paused = new PausedParts(writer.em);
  if (options.retry) {
    say(`${projection.name}: ${await paused.retry(projection.name)} parts go on`);
  } else if (options.skip !== undefined) {
    const parts = await paused.skip(projection.name, options.skip);
    say(`${projection.name}: ${parts} parts go on behind the event they stood at; every replay passes over it too`);
  } else if (options.rollback) {
    const { generation, version } = await rollbackProjection(store, projection, writer);
    say(`${projection.name}: readers see generation ${generation} (version ${version}) again`);
  } else if (options.retire) {
    const retired = await retirePrevious(projection, writer);
    say(`${projection.name}: ${retired ? `generation ${retired} is gone` : 'no earlier generation is kept'}`);
  } else return runReplay(connection, projection, options);
  return true;
}
