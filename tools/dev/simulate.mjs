// `npm run simulate`: what `npx nx run simulator:run` does, without nx in between, which takes Ctrl-C for a failure.
import { join } from 'node:path';
import { ensureDependencies } from './machine/dependencies.mjs';
import { environment, nodeBinary, runInForeground } from './machine/node-version.mjs';
import { workspace } from './machine/workspace.mjs';

await ensureDependencies();
const compiled = await runInForeground(nodeBinary(), [join(workspace, 'tools/dev/compile.mjs')], environment());
if (compiled !== 0) process.exit(compiled);
const script = join(workspace, 'dist/node/tools/simulator/src/run.js');
process.exit(await runInForeground(nodeBinary(), [script, ...process.argv.slice(2)], environment()));
