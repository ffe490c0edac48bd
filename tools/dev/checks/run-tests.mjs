import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startTestInfrastructure } from '../infrastructure/test-infrastructure.mjs';
import { environment, nodeBinary } from '../machine/node-version.mjs';
import { state, workspace } from '../machine/workspace.mjs';

/** Runs Jest over all projects; prints `N passed, N failed` last. Resolves to the exit code. */
export async function runTests(args = []) {
  const report = join(state, 'test-report.json');
  mkdirSync(state, { recursive: true });
  rmSync(report, { force: true });
  const infrastructure = await startTestInfrastructure();
  let stopped;
  const stop = () => (stopped ??= infrastructure.stop());
  try {
    const code = await jest(
      ['--config', 'jest.config.ts', '--json', `--outputFile=${report}`, '--maxWorkers=2', ...args],
      infrastructure.env,
      stop,
    );
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    // A skipped test is not a green one, and a suite that cannot even load has failed.
    const failed = numFailedTests + numRuntimeErrorTestSuites + numPendingTests;
    console.log(`${numPassedTests} passed, ${failed} failed`);
    return code === 0 && failed === 0 && numPassedTests > 0 ? 0 : 1;
  } finally {
    await stop();
  }
}

function jest(args, env, stop) {
  return new Promise((resolve, reject) => {
    const child = spawn(nodeBinary(), [join(workspace, 'node_modules/jest/bin/jest.js'), ...args], {
      cwd: workspace,
      env: { ...environment(), ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    for (const signal of ['SIGINT', 'SIGTERM']) {
      process.once(signal, async () => {
        child.kill('SIGTERM');
        await stop();
        process.exit(130);
      });
    }
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
