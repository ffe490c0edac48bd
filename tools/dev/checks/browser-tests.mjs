// Starts a shop of its own (own ports, own data), runs the browser tests against it, and stops it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { environment, nodeBinary } from '../machine/node-version.mjs';
import { workspace } from '../machine/workspace.mjs';
import { runningShop } from '../shop/lock.mjs';

const port = Number(process.env.STOREFRONT_PORT || 4200);
const startTimeoutMs = 600_000;

if (!findChromium()) {
  console.error('No Chromium: install it with "apt-get install chromium", or name one in CHROMIUM_PATH.');
  process.exit(1);
}
const shop = runningShop()
  ? undefined
  : spawn(nodeBinary(), ['tools/dev/start.mjs'], {
      cwd: workspace,
      // An engine that is not there: every search of the suite runs in safe mode, and one test looks at that.
      env: { ...environment(), ELASTICSEARCH_NODE: 'http://127.0.0.1:9' },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
let code = 1;
try {
  if (await shopAnswers()) code = await playwright();
  else console.error('The shop did not open in time.');
} finally {
  if (shop && shop.exitCode === null) {
    shop.kill('SIGTERM');
    await new Promise((resolve) => shop.once('exit', resolve));
  }
}
process.exit(code);

function findChromium() {
  return [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (path) => path && existsSync(path),
  );
}

async function shopAnswers() {
  const end = Date.now() + startTimeoutMs;
  while (Date.now() < end && (shop?.exitCode ?? null) === null) {
    const answers = await fetch(`http://127.0.0.1:${port}/health/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (answers) return true;
    await delay(500);
  }
  return false;
}

function playwright() {
  return new Promise((resolve) => {
    const env = { ...environment(), MERCURY_E2E_URL: `http://localhost:${port}`, CHROMIUM_PATH: findChromium() };
    const child = spawn('playwright', ['test', '--config', 'apps/storefront-e2e/playwright.config.ts'], {
      cwd: workspace,
      env,
      stdio: 'inherit',
    });
    child.once('exit', (exit) => resolve(exit ?? 1));
  });
}
