// The shop as one command: build, servers, migrations, seed, services. Ctrl-C ends all of it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { compileServers } from '../compile.mjs';
import { diskFullIn } from '../machine/disk-full.mjs';
import { environment, nodeBinary } from '../machine/node-version.mjs';
import { state, workspace } from '../machine/workspace.mjs';
import { endRunning, runOnce } from './children.mjs';
import { endLeftOvers, noteRunning, noteStopped, runningShop } from './lock.mjs';
import { refuseTakenPorts } from './ports-in-use.mjs';
import { resolvePorts, shopProcesses } from './processes.mjs';
import { Progress } from './progress.mjs';
import { startServers } from './servers.mjs';
import { sharedEnvironment } from './shared-environment.mjs';
import { buildStorefront } from './storefront-build.mjs';
import { Supervisor } from './supervisor.mjs';

/** Runs until a signal arrives; then stops what it started. Exits 1 with one clear message when the shop cannot start. */
export async function runShop() {
  const shop = new Shop();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void shop.stop(0));
  // Started by an older Node that was killed hard: there is nobody left to stop us.
  process.on('disconnect', () => void shop.stop(0));
  await shop.open();
}

class Shop {
  #progress = new Progress();
  #supervisor;
  #servers;
  #pids = {};
  #holdsNote = false;
  #stopping;

  async open() {
    try {
      mkdirSync(state, { recursive: true });
      await this.#start();
    } catch (error) {
      // Ctrl-C reaches what we have started, too, and perhaps before us: then its end is no failure.
      await delay(100);
      if (this.#stopping) return;
      this.#progress.fail(diskFullIn(error) ?? error);
      await this.stop(1);
    }
  }

  /** Ends everything that was started, whatever the start has come to. */
  stop(code) {
    this.#stopping ??= (async () => {
      this.#progress.close(code === 0 ? '  Closing the shop …' : '');
      await endRunning();
      await this.#supervisor?.stop();
      const servers = await this.#servers?.catch(() => undefined);
      await servers?.stop();
      if (this.#holdsNote) noteStopped();
      if (code === 0) console.log('  Mercury is closed.');
      process.exit(code);
    })();
    return this.#stopping;
  }

  async #start() {
    const progress = this.#progress;
    const ports = resolvePorts();
    refuseSecondShop();
    const ended = await endLeftOvers();
    if (ended.length > 0) progress.say(`Ended what the last start had left: ${ended.join(', ')}`);
    await refuseTakenPorts(ports);
    this.#note({});
    const say = (line) => progress.say(line);
    this.#supervisor = new Supervisor({
      node: nodeBinary(),
      logs: join(state, 'logs'),
      say,
      onSpawn: (pids) => this.#note(pids),
    });
    const building = progress.step('Building the storefront', () => buildStorefront());
    building.catch(() => {});
    await progress.step('Compiling the services', () => compileServers());
    const servers = await progress.step('Starting PostgreSQL and Redis', () => {
      this.#servers = startServers(ports, { say, onStarted: (pids) => this.#note(pids) });
      return this.#servers;
    });
    const shared = sharedEnvironment(ports, servers);
    await this.#script('Migrating the database', 'apps/worker/src/migrate.js', shared);
    // The staff's first password is for the set-up alone.
    const processes = shopProcesses(ports, { ...shared, ADMIN_PASSWORD: '' });
    const storefront = processes.pop();
    await Promise.all([
      this.#script('Opening the staff’s accounts', 'apps/gateway/src/seed-accounts.js', shared),
      this.#script('Seeding the shop', 'tools/seed/src/main.js', shared),
      progress.step('Starting the services', () =>
        Promise.all(processes.map((entry) => this.#supervisor.start(entry))),
      ),
    ]);
    await building;
    await progress.step('Starting the storefront', () => this.#supervisor.start(storefront));
    progress.done(ports, state);
  }

  #script(title, file, env) {
    const command = [nodeBinary(), '--enable-source-maps', join(workspace, 'dist/node', file)];
    const onLine = (line) => this.#progress.detail(title, line);
    return this.#progress.step(title, () =>
      runOnce(title, command, { cwd: workspace, env: { ...environment(), ...env }, onLine }),
    );
  }

  #note(pids) {
    Object.assign(this.#pids, pids);
    noteRunning(this.#pids);
    this.#holdsNote = true;
  }
}

function refuseSecondShop() {
  const other = runningShop();
  if (other)
    throw new Error(
      `This checkout's shop runs already (process ${other.pid}): stop it with Ctrl-C in its terminal, or "kill ${other.pid}".`,
    );
}
