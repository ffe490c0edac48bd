// `npx nx run relay:torture`: the relay under kill -9, SIGSTOP, servers that forget, and commits out of order. Real servers,
// real processes. `node tools/torture/relay/main.mjs tail flush` runs some of it. Ends with `N passed, N failed`.
import { parseArgs } from 'node:util';
import { compileServers } from '../../dev/compile.mjs';
import { ensureDependencies } from '../../dev/machine/dependencies.mjs';
import { continueOnRightNode } from '../../dev/machine/node-version.mjs';
import { converged } from './checks.mjs';
import { doubledAndFrozen } from './scenarios/doubled-and-frozen.mjs';
import { killedAtEachStep } from './scenarios/killed-at-each-step.mjs';
import { killedAtRandom } from './scenarios/killed-at-random.mjs';
import { postgresRestored } from './scenarios/postgres-restored.mjs';
import { redisEmptied, redisWithoutItsTail } from './scenarios/redis-forgets.mjs';
import { startWorld } from './world.mjs';

ensureDependencies();
continueOnRightNode();
const scenarios = [
  killedAtEachStep,
  doubledAndFrozen,
  killedAtRandom,
  redisWithoutItsTail,
  redisEmptied,
  postgresRestored,
];
const { positionals } = parseArgs({ allowPositionals: true });
const unknown = positionals.filter((name) => !scenarios.some((scenario) => scenario.name === name));
if (unknown.length > 0)
  throw new Error(`no scenario ${unknown.join(', ')}: ${scenarios.map(({ name }) => name).join(' ')}`);
await compileServers();

const tallies = { passed: 0, failed: 0 };
const world = await startWorld();
try {
  const consumer = await world.consumer();
  for (const scenario of scenarios) {
    if (positionals.length > 0 && !positionals.includes(scenario.name)) continue;
    await run(scenario, consumer);
  }
} finally {
  await world.stop();
}
console.log(`${tallies.passed} passed, ${tallies.failed} failed`);
process.exit(tallies.failed === 0 ? 0 : 1);

async function run({ name, title, play }, consumer) {
  const startedAt = performance.now();
  const took = () => `${((performance.now() - startedAt) / 1_000).toFixed(1)} s`;
  const relays = () => world.children.filter((child) => child !== consumer);
  try {
    const figures = [await play(world), await converged(world)];
    tallies.passed += 1;
    console.log(`✓ ${name}: ${title}: ${figures.join(', ')} [${took()}]`);
  } catch (error) {
    tallies.failed += 1;
    console.log(`✗ ${name}: ${title}: ${error.stack ?? error} [${took()}]`);
    for (const { child, log } of [...relays().slice(-3), consumer])
      console.log(`    ${child.pid}: ${log.slice(-6).join('\n      ')}`);
  } finally {
    // The next scenario has relays of its own.
    await Promise.all(relays().map((relay) => relay.kill()));
    world.children = [consumer];
  }
}
