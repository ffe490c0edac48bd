// `npm test`: every spec of the house, on a real PostgreSQL and a real Redis. Arguments go to Jest.
import { ensureDependencies } from './machine/dependencies.mjs';
import { continueOnRightNode, nodeProblem } from './machine/node-version.mjs';

const problem = nodeProblem();
if (problem) {
  console.error(problem);
  process.exit(1);
}
ensureDependencies();
continueOnRightNode();
const { runTests } = await import('./checks/run-tests.mjs');
process.exitCode = await runTests(process.argv.slice(2));
