// Runs a command of node_modules/.bin on the right Node: `node tools/dev/with-node.mjs nx run simulator:run`.
import { spawnSync } from 'node:child_process';
import { ensureDependencies } from './machine/dependencies.mjs';
import { environment } from './machine/node-version.mjs';

ensureDependencies();
const [command, ...args] = process.argv.slice(2);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
process.exit(spawnSync(command, args, { stdio: 'inherit', env: environment() }).status ?? 1);
