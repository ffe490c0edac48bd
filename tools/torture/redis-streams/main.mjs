// `npx nx run redis-streams:torture`: the transport under faults. Real Redis servers, real processes that are killed and
// frozen, and a proxy that loses answers. `node tools/torture/redis-streams/main.mjs T1 T7 --repeat 20` runs some, more often.
// Ends with `N passed, N failed`.
import { parseArgs } from 'node:util';
import { compileServers } from '../../dev/compile.mjs';
import { ensureDependencies } from '../../dev/machine/dependencies.mjs';
import { continueOnRightNode } from '../../dev/machine/node-version.mjs';
import { scenarios } from './scenarios/index.mjs';
import { startWorld } from './world.mjs';

await ensureDependencies();
await continueOnRightNode();
const { values, positionals } = parseArgs({ allowPositionals: true, options: { repeat: { type: 'string' } } });
const unknown = positionals.filter((name) => !scenarios.some((scenario) => scenario.name === name));
if (unknown.length > 0)
  throw new Error(`no scenario ${unknown.join(', ')}: ${scenarios.map(({ name }) => name).join(' ')}`);
await compileServers();

const tallies = { passed: 0, failed: 0 };
for (const scenario of scenarios) {
  if (positionals.length > 0 && !positionals.includes(scenario.name)) continue;
  const times = Number(values.repeat ?? scenario.repeat ?? 1);
  for (let time = 1; time <= times; time += 1) await run(scenario, times > 1 ? ` (${time} of ${times})` : '');
}
console.log(`${tallies.passed} passed, ${tallies.failed} failed`);
process.exit(tallies.failed === 0 ? 0 : 1);

async function run({ name, title, play }, which) {
  const startedAt = performance.now();
  const world = await startWorld();
  const took = () => `${((performance.now() - startedAt) / 1_000).toFixed(1)} s`;
  try {
    const figures = await play(world);
    tallies.passed += 1;
    console.log(`✓ ${name} ${title}${which}: ${figures} [${took()}]`);
  } catch (error) {
    tallies.failed += 1;
    console.log(`✗ ${name} ${title}${which}: ${error.stack ?? error} [${took()}]`);
    for (const worker of world.workers)
      if (worker.log.length > 0) console.log(`    ${worker.pid}: ${worker.log.slice(-5).join('\n      ')}`);
  } finally {
    await world.stop();
  }
}
