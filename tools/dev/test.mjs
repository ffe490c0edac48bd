// `npm test`: every spec of the house, on a real PostgreSQL and a real Redis. Arguments go to Jest.
import { ensureDependencies } from './machine/dependencies.mjs';
import { continueOnRightNode } from './machine/node-version.mjs';

await ensureDependencies();
await continueOnRightNode();
const { runTests } = await import('./checks/run-tests.mjs');
process.exitCode = await runTests(process.argv.slice(2));
