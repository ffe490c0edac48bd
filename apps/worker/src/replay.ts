import 'reflect-metadata';
import { PausedParts, retirePrevious, rollbackProjection } from '@mercury/platform/projections';
import { allProjections } from './all-projections';
import { parseReplayArguments } from './replay/arguments';
import { connect } from './replay/connect';
import { projectionNamed } from './replay/projection-named';
import { runReplay } from './replay/run-replay';
import { statusLines } from './replay/status-lines';
import { fail, say } from './replay/say';

/** `npx nx run worker:replay --projection=trending`; see the README of the worker for the options. */
async function replay(): Promise<void> {
  const options = parseReplayArguments(process.argv.slice(2));
  const projection = options.projection && projectionNamed(allProjections, options.projection);
  if (!projection && !options.list) throw new Error('Say which: --projection=NAME; --list names them all.');
  const connection = await connect('mercury-replay');
  try {
    if (!projection || options.list) {
      for (const line of await statusLines(connection, allProjections)) say(line);
    } else if (options.retry) {
      say(`${projection.name}: ${await new PausedParts(connection.writer.em).retry(projection.name)} parts go on`);
    } else if (options.skip !== undefined) {
      const parts = await new PausedParts(connection.writer.em).skip(projection.name, options.skip);
      say(`${projection.name}: ${parts} parts go on behind the event they stood at; every replay passes over it too`);
    } else if (options.rollback) {
      const { generation, version } = await rollbackProjection(connection.store, projection, connection.writer);
      say(`${projection.name}: readers see generation ${generation} (version ${version}) again`);
    } else if (options.retire) {
      const retired = await retirePrevious(projection, connection.writer);
      say(`${projection.name}: ${retired ? `generation ${retired} is gone` : 'no earlier generation is kept'}`);
    } else if (!(await runReplay(connection, projection, options))) process.exitCode = 1;
  } finally {
    await connection.close();
  }
}

replay().catch(fail);
