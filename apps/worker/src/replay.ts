import 'reflect-metadata';
import { allProjections } from './all-projections';
import { parseReplayArguments } from './replay/arguments';
import { connect } from './replay/connect';
import { projectionNamed } from './replay/projection-named';
import { runCommand } from './replay/run-command';
import { fail } from './replay/say';

/** `npx nx run worker:replay --projection=trending`; see the README of the worker for the options. */
async function replay(): Promise<void> {
  const options = parseReplayArguments(process.argv.slice(2));
  if (options.projection) projectionNamed(allProjections, options.projection);
  else if (!options.list) throw new Error('Say which: --projection=NAME; --list names them all.');
  const connection = await connect('mercury-replay');
  try {
    if (!(await runCommand(connection, allProjections, options))) process.exitCode = 1;
  } finally {
    await connection.close();
  }
}

replay().catch(fail);
