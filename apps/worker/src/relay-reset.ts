import 'reflect-metadata';
import { allProjections } from './all-projections';
import { parseResetArguments } from './relay-reset/arguments';
import { runReset } from './relay-reset/run-reset';
import { connect } from './replay/connect';
import { fail, say } from './replay/say';

/** `npx nx run worker:relay-reset -- --dry-run`, then `--confirm`; see the README of the relay. */
async function relayReset(): Promise<void> {
  const options = parseResetArguments(process.argv.slice(2));
  const connection = await connect('mercury-relay-reset');
  try {
    if (!(await runReset(connection, allProjections, options, say))) process.exitCode = 1;
  } finally {
    await connection.close();
  }
}

relayReset().catch(fail);
