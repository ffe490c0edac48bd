// `npm start`: from a fresh clone to a running shop. This file runs on any Node from 20 on, before anything is installed.
import { ensureDependencies } from './machine/dependencies.mjs';
import { continueOnRightNode, nodeProblem } from './machine/node-version.mjs';

const problem = nodeProblem();
if (problem) {
  console.error(problem);
  process.exit(1);
}
ensureDependencies();
continueOnRightNode();
const { runShop } = await import('./shop/run-shop.mjs');
await runShop();
