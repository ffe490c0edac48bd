// Runs a command of node_modules/.bin on the right Node: `node tools/dev/run.cjs with-node nx run simulator:run`.
import { ensureDependencies } from './machine/dependencies.mjs';
import { environment, runInForeground } from './machine/node-version.mjs';

await ensureDependencies();
const [command, ...args] = process.argv.slice(2);
process.exit(await runInForeground(command, args, environment()));
