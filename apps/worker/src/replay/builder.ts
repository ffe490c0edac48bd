import 'reflect-metadata';
import { buildShare } from '@mercury/platform/projections';
import { allProjections } from '../all-projections';
import type { BuilderMessage } from './builders';
import { connect } from './connect';
import { fail } from './say';

/** The process of one builder: folds its share into the generation that the replay prepared. */
async function build([name = '', worker = '0', workers = '1']: readonly string[]): Promise<void> {
  const { store, writer, close } = await connect('mercury-replay');
  const projection = allProjections.get(name);
  const share = { worker: Number(worker), workers: Number(workers) };
  const report = (message: BuilderMessage) => process.send?.(message);
  try {
    await buildShare(store, projection, writer, share, {
      onPage: (position, events) => report({ worker: share.worker, position, events }),
    });
  } finally {
    await close();
  }
}

// Without its parent the replay is over: the next one resumes where the last page was committed.
process.once('disconnect', () => process.exit(1));
build(process.argv.slice(2)).then(() => process.exit(0), fail);
