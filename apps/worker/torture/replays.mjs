// `worker:replay` as an operator meets it: beside a running worker, killed, called twice, rolled back, retired.
import { match, ok, strictEqual } from 'node:assert';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeBinary } from '../../../tools/dev/machine/node-version.mjs';
import { workspace } from '../../../tools/dev/machine/workspace.mjs';
import { appendBehaviour } from './world.mjs';

const paced = fileURLToPath(new URL('./paced-replay.mjs', import.meta.url));
const command = join(workspace, 'dist/node/apps/worker/src/replay.js');
/** One in PostgreSQL, one in Redis. */
const NAMES = ['recommendations', 'trending'];

/** `npx nx run worker:replay -- …` without Nx: its exit code and all that it said. */
async function replay(...args) {
  const child = spawn(nodeBinary(), [command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(String(chunk)));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  return { code, said: said.join('') };
}

async function succeeds(pattern, ...args) {
  const { code, said } = await replay(...args);
  strictEqual(code, 0, said);
  match(said, pattern);
  return said;
}

/** Killed after three pages; while it lives, a second one is refused; then the next one goes on behind its last page. */
async function killedHalfWay(name) {
  const child = spawn(nodeBinary(), [paced, name, '3'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  try {
    await new Promise((resolve, reject) => {
      child.stdout.on('data', (chunk) => String(chunk).includes('page 3') && resolve());
      exited.then(() => reject(new Error(`the replay of ${name} ended before its third page`)));
    });
    const second = await replay(`--projection=${name}`);
    strictEqual(second.code, 1, second.said);
    match(second.said, /is running already/);
    match((await replay('--list')).said, new RegExp(`${name}.*replaying`));
  } finally {
    child.kill('SIGKILL');
  }
  strictEqual(await exited, 'SIGKILL');
  const said = await succeeds(/resumed an earlier replay/, `--projection=${name}`);
  match(said, /equal to the live rows/);
  match(said, /swapped in/);
}

async function everyOption(name) {
  const rows = async () => (await replay('--list')).said.split('\n').find((line) => line.startsWith(name)) ?? '';
  const generation = async () => Number(/live +(\d+)/.exec(await rows())?.[1]);
  const before = await generation();
  ok(before > 0, await rows());
  await succeeds(/dry run: nothing was changed/, `--projection=${name}`, '--dry-run');
  strictEqual(await generation(), before);
  await succeeds(/swapped in/, `--projection=${name}`, '--workers=2');
  const after = await generation();
  ok(after > before, `generation ${after} after ${before}`);
  await succeeds(new RegExp(`generation ${before} `), `--projection=${name}`, '--rollback');
  strictEqual(await generation(), before);
  await succeeds(new RegExp(`generation ${after} .*again`), `--projection=${name}`, '--rollback');
  await succeeds(new RegExp(`generation ${before} is gone`), `--projection=${name}`, '--retire');
  const gone = await replay(`--projection=${name}`, '--rollback');
  strictEqual(gone.code, 1);
  match(gone.said, /no earlier generation/);
}

/** Everything at once: a worker folds what is appended, while each projection is replayed in every way. */
export async function replayUnderWriters(world) {
  await world.workers(1);
  // Enough for a replay to be killed in the middle of.
  await appendBehaviour(world.connection, { events: 1_000, everyMs: 0 });
  let done = false;
  const writing = (async () => {
    while (!done) await appendBehaviour(world.connection, { events: 20, everyMs: 250 });
  })();
  try {
    for (const name of NAMES) {
      await killedHalfWay(name);
      await everyOption(name);
    }
  } finally {
    done = true;
    await writing;
  }
}
