import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startTestInfrastructure } from '../infrastructure/test-infrastructure.mjs';
import { environment, nodeBinary } from '../machine/node-version.mjs';
import { state, workspace } from '../machine/workspace.mjs';

/** Runs Jest over all projects; prints `N passed, N failed` last. Resolves to the exit code. */
export async function runTests(args = []) {
  const report = join(state, 'test-report.json');
  mkdirSync(state, { recursive: true });
  rmSync(report, { force: true });
  const starting = startTestInfrastructure();
  let stopped;
  // Also while the servers are still starting: what has begun is ended when it is there.
  const stop = () => (stopped ??= starting.then((infrastructure) => infrastructure.stop()));
  let run;
  let abandoned = false;
  const abandon = async () => {
    abandoned = true;
    run?.kill('SIGTERM');
    await stop().catch(() => {});
    process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, abandon);
  // Started by an older Node that was killed hard.
  process.once('disconnect', abandon);
  process.channel?.unref();
  try {
    const { env } = await starting;
    if (abandoned) return 130;
    run = jest(['--config', 'jest.config.ts', '--json', `--outputFile=${report}`, '--maxWorkers=2', ...args], env);
    const code = await exitCode(run);
    if (abandoned) return 130;
    if (!existsSync(report)) throw new Error(`Jest ended with code ${code} and without a report`);
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    // A skipped test is not a green one, and a suite that cannot even load has failed.
    const failed = numFailedTests + numRuntimeErrorTestSuites + numPendingTests;
    console.log(`${numPassedTests} passed, ${failed} failed`);
    return code === 0 && failed === 0 && numPassedTests > 0 ? 0 : 1;
  } catch (error) {
    // Ctrl-C reaches what we have started, too, and perhaps before us: what it says of that is of no interest.
    await delay(100);
    if (abandoned) return 130;
    throw error;
  } finally {
    await stop().catch(() => {});
  }
}

function jest(args, env) {
  return spawn(nodeBinary(), [join(workspace, 'node_modules/jest/bin/jest.js'), ...args], {
    cwd: workspace,
    env: { ...environment(), ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function exitCode(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
