// What workers wrote down, and what it says. Each line is one write to a file opened for appending: the file's order is the
// order in which it happened, over all processes.
import { deepStrictEqual, ok } from 'node:assert';
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

/**
 * Reads what was written so far. Lines of `S|F|R|D group shard n key attempt fence pid ms id`: a handling that started, finished,
 * or whose effect was refused by the fence; a module that was destroyed. Scenarios look many times a second, so a line is read
 * once.
 */
export class Evidence {
  lines = [];
  offset = 0;

  constructor(file) {
    this.file = file;
  }

  /** A snapshot of all lines. */
  read() {
    if (existsSync(this.file)) this.readOn();
    return [...this.lines];
  }

  readOn() {
    const opened = openSync(this.file, 'r');
    const fresh = Buffer.alloc(fstatSync(opened).size - this.offset);
    readSync(opened, fresh, 0, fresh.length, this.offset);
    closeSync(opened);
    // The last line may be half written.
    const whole = fresh.lastIndexOf('\n') + 1;
    this.offset += whole;
    for (const line of fresh.toString('utf8', 0, whole).split('\n').slice(0, -1))
      this.lines.push(parse(line, this.lines.length));
  }
}

function parse(line, index) {
  const [what, group, shard, n, key, attempt, fence, pid, ms, id] = line.split(' ');
  const numbers = { shard: +shard, n: +n, attempt: +attempt, fence: +fence, pid: +pid, ms: +ms };
  return { what, group, key, id, index, ...numbers };
}

export const finished = (evidence) => evidence.filter(({ what }) => what === 'F');
export const started = (evidence) => evidence.filter(({ what }) => what === 'S');

/** How many different messages are finished. */
export function countFinished(evidence) {
  return new Set(finished(evidence).map(({ n }) => n)).size;
}

/** Finishes beyond the first of each message. */
export function countDuplicates(evidence) {
  return finished(evidence).length - countFinished(evidence);
}

export function assertAllFinished(evidence, published) {
  const seen = new Set(finished(evidence).map(({ n }) => n));
  const missing = published.filter(({ n }) => !seen.has(n)).map(({ n }) => n);
  deepStrictEqual(missing, [], `${missing.length} of ${published.length} messages were never finished`);
}

/** The messages of one key start, and finish, for the first time in the order in which they were published. */
export function assertKeyOrder(evidence) {
  for (const what of ['S', 'F']) {
    const last = new Map();
    const seen = new Set();
    for (const line of evidence) {
      if (line.what !== what || seen.has(`${line.group} ${line.n}`)) continue;
      seen.add(`${line.group} ${line.n}`);
      const place = `${line.group} ${line.key}`;
      const before = last.get(place) ?? -1;
      ok(line.n > before, `key ${line.key}: ${line.n} ${what === 'S' ? 'started' : 'finished'} first after ${before}`);
      last.set(place, line.n);
    }
  }
}

/** Once a shard's new owner has begun, an owner before begins nothing any more. */
export function assertOneOwner(evidence) {
  const fences = new Map();
  for (const { what, group, shard, fence, n, pid } of evidence) {
    if (what !== 'S') continue;
    const place = `${group} ${shard}`;
    const latest = fences.get(place) ?? 0;
    ok(fence >= latest, `shard ${shard}: process ${pid} began ${n} under fence ${fence} after ${latest} had begun`);
    fences.set(place, fence);
  }
}

/** Where owners hand over in order: the one before has ended everything when the next one begins. */
export function assertStrictHandover(evidence) {
  const fences = new Map();
  for (const { what, group, shard, fence, n, pid } of evidence) {
    const place = `${group} ${shard}`;
    const latest = fences.get(place) ?? 0;
    ok(
      fence >= latest,
      `shard ${shard}: process ${pid} wrote ${what} of ${n} under fence ${fence} after ${latest} had begun`,
    );
    fences.set(place, fence);
  }
}

/** No two handlings of a key overlap, as long as no process was killed in between. */
export function assertSerialKeys(evidence) {
  const running = new Map();
  for (const { what, group, key, n } of evidence) {
    const place = `${group} ${key}`;
    if (what === 'S') {
      ok(!running.has(place), `key ${key}: ${n} began while ${running.get(place)} ran`);
      running.set(place, n);
    } else running.delete(place);
  }
}

/** Milliseconds of the monotonic clock that all processes of a machine share. */
export function monotonicMs() {
  return Number(process.hrtime.bigint() / 1_000n) / 1_000;
}
