import { spawn } from 'node:child_process';
import { environment } from '../machine/node-version.mjs';
import { workspace } from '../machine/workspace.mjs';

/**
 * The checks in order: what is cheap and often wrong first. A check whose output holds `N passed, N failed` counts its
 * tests; any other counts as one. Names can be given to run some of them: `npm run check -- lint types`.
 */
const checks = [
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'lint', command: ['sh', '-c', 'nx show projects >/dev/null && eslint .'] },
  { name: 'boundaries', command: ['node', 'tools/boundaries/probe.mjs'] },
  {
    name: 'types',
    command: ['sh', '-c', 'tsc -p tsconfig.json --noEmit && tsc -p apps/storefront-e2e/tsconfig.json --noEmit'],
  },
  { name: 'test', command: ['npm', 'test'] },
  { name: 'build', command: ['nx', 'run', 'storefront:build:production', '--outputStyle=static'] },
  { name: 'torture', command: ['nx', 'run-many', '-t', 'torture', '--parallel=1', '--outputStyle=static'] },
  { name: 'e2e', command: ['node', 'tools/dev/checks/browser-tests.mjs'] },
];

/** Runs the named checks, or all; prints a line each and the sum last. Resolves to the exit code. */
export async function runChecks(names) {
  const chosen = names.length > 0 ? checks.filter(({ name }) => names.includes(name)) : checks;
  const unknown = names.filter((name) => !checks.some((check) => check.name === name));
  if (unknown.length > 0)
    throw new Error(`no such check: ${unknown.join(', ')}; there are ${checks.map(({ name }) => name).join(', ')}`);
  let passed = 0;
  let failed = 0;
  for (const check of chosen) {
    console.log(`\n── ${check.name} ${'─'.repeat(60 - check.name.length)}`);
    const startedAt = Date.now();
    const { code, output } = await run(check.command);
    const counted = countTests(output);
    passed += counted?.passed ?? (code === 0 ? 1 : 0);
    failed += Math.max(counted?.failed ?? 0, code === 0 ? 0 : 1);
    console.log(`${code === 0 ? '✓' : '✗'} ${check.name} (${Math.round((Date.now() - startedAt) / 1000)} s)`);
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function countTests(output) {
  const rows = [...output.matchAll(/^(?:\s*)(\d+) passed, (\d+) failed\s*$/gm)];
  if (rows.length === 0) return undefined;
  return rows.reduce(
    (sum, [, passed, failed]) => ({ passed: sum.passed + Number(passed), failed: sum.failed + Number(failed) }),
    { passed: 0, failed: 0 },
  );
}

function run([command, ...args]) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: workspace,
      env: { ...environment(), FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      from.on('data', (chunk) => {
        output += chunk;
        to.write(chunk);
      });
    }
    child.once('error', reject);
    child.once('exit', (code) => resolve({ code: code ?? 1, output }));
  });
}
