// A replay that stops for ever after some pages, for a parent to kill: `paced-replay.mjs NAME PAGES`. Says `page N` on lines.
import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { workspace } from '../../../tools/dev/machine/workspace.mjs';

const require = createRequire(import.meta.url);
const compiled = (file) => require(join(workspace, 'dist/node', file));
require('reflect-metadata');
const { connect } = compiled('apps/worker/src/replay/connect.js');
const { allProjections } = compiled('apps/worker/src/all-projections.js');
const { replayProjection } = compiled('libs/platform/projections/src/index.js');

const [name, pages] = process.argv.slice(2);
const { store, writer } = await connect('mercury-paced-replay');
let page = 0;
await replayProjection(store, allProjections.get(name), writer, {
  pageSize: 100,
  onPage() {
    page += 1;
    writeSync(1, `page ${page}\n`);
    // The process stands still with its pages committed and its lock held, until it is killed.
    if (page === Number(pages)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
});
process.exit(0);
