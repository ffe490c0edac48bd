import 'reflect-metadata';
import { allProjections } from './all-projections';
import { connect } from './replay/connect';
import { statusLines } from './replay/status-lines';
import { fail, say } from './replay/say';

/** `npx nx run worker:status`: where every read model is. Ends with code 1 when one of them stands still. */
async function status(): Promise<void> {
  const connection = await connect('mercury-status');
  try {
    const lines = await statusLines(connection, allProjections);
    for (const line of lines) say(line);
    if (lines.some((line) => line.startsWith('!'))) process.exitCode = 1;
  } finally {
    await connection.close();
  }
}

status().catch(fail);
