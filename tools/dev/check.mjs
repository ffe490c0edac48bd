// `npm run check`: everything that CI runs, in its order. Ends with `N passed, N failed`.
import { ensureDependencies } from './machine/dependencies.mjs';
import { continueOnRightNode } from './machine/node-version.mjs';

await ensureDependencies();
await continueOnRightNode();
const { runChecks } = await import('./checks/run-checks.mjs');
process.exitCode = await runChecks(process.argv.slice(2));
