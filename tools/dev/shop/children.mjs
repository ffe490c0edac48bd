// Programs that run once while the shop starts: the build, migrations, the seed. None of them outlives it.
import { spawn } from 'node:child_process';

const running = new Set();

/**
 * Runs a program to its end and resolves to its output; `onLine` hears its latest line. Rejects with what it is called and the
 * end of its output when its exit code is not 0.
 */
export function runOnce(title, [command, ...args], { env, cwd, onLine = () => {} }) {
  return new Promise((resolve, reject) => {
    // A group of its own, so that what it starts in turn can be ended with it.
    const child = spawn(command, args, {
      cwd,
      env: { ...env, NO_COLOR: '1', FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    running.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output = (output + chunk).slice(-16_000);
        const line = String(chunk).trim().split('\n').at(-1);
        if (line) onLine(line);
      });
    }
    child.once('error', reject);
    child.once('close', (code, signal) => {
      running.delete(child);
      if (code === 0) resolve(output);
      else reject(new Error(`${title}: ended with ${signal ?? `code ${code}`}\n${output.trim().slice(-3_000)}`));
    });
  });
}

/** Ends what still runs. */
export async function endRunning() {
  const ended = [...running].map((child) => new Promise((resolve) => child.once('close', resolve)));
  for (const { pid } of running) kill(pid);
  await Promise.all(ended);
}

function kill(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}
