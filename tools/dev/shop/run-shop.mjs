// The shop as one command: build, servers, migrations, seed, services. Ctrl-C ends all of it.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileServers } from '../compile.mjs';
import { portAnswers } from '../infrastructure/ports.mjs';
import { environment, nodeBinary } from '../machine/node-version.mjs';
import { state, workspace } from '../machine/workspace.mjs';
import { endLeftOvers, noteRunning, noteStopped, runningShop } from './lock.mjs';
import { portDefaults, resolvePorts, shopProcesses } from './processes.mjs';
import { Progress } from './progress.mjs';
import { localSecrets } from './secrets.mjs';
import { startServers } from './servers.mjs';
import { buildStorefront } from './storefront-build.mjs';
import { Supervisor } from './supervisor.mjs';

/** Runs until a signal arrives; then stops what it started. Exits 1 with one clear message when the shop cannot start. */
export async function runShop() {
  const progress = new Progress();
  const supervisor = new Supervisor({
    node: nodeBinary(),
    logs: join(state, 'logs'),
    say: (line) => progress.say(line),
  });
  let servers;
  let stopping;
  const stop = (code) => {
    stopping ??= (async () => {
      progress.say('Stopping …');
      await supervisor.stop();
      await servers?.stop();
      noteStopped();
      process.exit(code);
    })();
    return stopping;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0));
  try {
    mkdirSync(state, { recursive: true });
    const ports = resolvePorts();
    await refuseSecondShop();
    await endLeftOvers();
    await refuseTakenPorts(ports);
    noteRunning();
    const building = progress.step('Building the storefront', () => buildStorefront());
    building.catch(() => {});
    await progress.step('Compiling the services', () => compileServers());
    servers = await progress.step('Starting PostgreSQL and Redis', () =>
      startServers(ports, (line) => progress.say(line)),
    );
    const shared = sharedEnvironment(ports, servers);
    await progress.step('Migrating the database', () => script('apps/worker/src/migrate.js', shared));
    await progress.step('Opening the staff’s accounts', () => script('apps/gateway/src/seed-accounts.js', shared));
    await progress.step('Seeding the shop', () =>
      script('tools/seed/src/main.js', shared, (line) => progress.detail(line)),
    );
    // The staff's first password is for the set-up alone.
    const running = { ...shared, ADMIN_PASSWORD: '' };
    const [storefront, ...backwards] = shopProcesses(ports, running).reverse();
    await progress.step('Starting the services', () =>
      Promise.all(backwards.reverse().map((entry) => supervisor.start(entry))),
    );
    await building;
    await progress.step('Starting the storefront', () => supervisor.start(storefront));
    noteRunning(supervisor.pids());
    progress.done(ports, state);
  } catch (error) {
    if (stopping) return;
    progress.fail(error);
    await stop(1);
  }
}

async function refuseSecondShop() {
  const other = runningShop();
  if (other)
    throw new Error(
      `This checkout's shop runs already (process ${other.pid}): stop it with Ctrl-C in its terminal, or "kill ${other.pid}".`,
    );
}

async function refuseTakenPorts(ports) {
  const external = {
    postgres: process.env.DATABASE_URL,
    redis: process.env.REDIS_URL,
    stripeEmulator: process.env.STRIPE_SECRET_KEY,
  };
  for (const [name, port] of Object.entries(ports)) {
    if (external[name]) continue;
    // A killed PostgreSQL of ours is ended later by the servers themselves.
    if (name === 'postgres') continue;
    if (await portAnswers(port)) {
      throw new Error(
        `Port ${port} (${name}) is taken by another program: stop that program, or choose another port, for example "${portDefaults[name][0]}=${port + 1000} npm start".`,
      );
    }
  }
}

function sharedEnvironment(ports, { databaseUrl, redisUrl }) {
  const emulator = process.env.STRIPE_SECRET_KEY
    ? {}
    : {
        STRIPE_SECRET_KEY: 'sk_test_emulator',
        STRIPE_PUBLISHABLE_KEY: 'pk_test_emulator',
        STRIPE_API_BASE: `http://127.0.0.1:${ports.stripeEmulator}`,
      };
  const shared = {
    NODE_ENV: process.env.NODE_ENV ?? 'development',
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    MEDIA_DIR: join(state, 'media'),
    PUBLIC_URL: process.env.PUBLIC_URL ?? `http://localhost:${ports.storefront}`,
    // Compiled code is kept between starts: eight processes load the same packages.
    NODE_COMPILE_CACHE: join(state, 'cache/compile'),
    ...emulator,
    ...localSecrets(),
  };
  writeFileSync(
    join(state, 'runtime.env'),
    Object.entries(shared)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
    { mode: 0o600 },
  );
  return shared;
}

function script(file, env, onLine = () => {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(nodeBinary(), ['--enable-source-maps', join(workspace, 'dist/node', file)], {
      cwd: workspace,
      env: { ...environment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output = (output + chunk).slice(-8_000);
        const line = String(chunk).trim().split('\n').at(-1);
        if (line) onLine(line);
      });
    }
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${file} ended with code ${code}:\n${output.slice(-3_000)}`)),
    );
  });
}
