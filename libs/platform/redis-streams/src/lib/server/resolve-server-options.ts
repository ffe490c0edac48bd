import { OptionsCheck } from '../errors/options-error';
import { withServerDefaults, type ResolvedServerOptions } from './server-defaults';
import type { RedisStreamsServerOptions } from './server-options';

const KNOWN: readonly (keyof RedisStreamsServerOptions)[] = [
  ...(['url', 'rpc', 'requestConcurrency', 'group', 'topics', 'shards', 'concurrency', 'maxInFlight'] as const),
  ...(['maxInFlightBytes', 'batch', 'ackWindow', 'ackDelayMs', 'retry', 'onPoison', 'maxCrashes', 'leaseMs'] as const),
  ...(['heartbeatMs', 'drainMs', 'positions', 'errors', 'deserializer', 'serializer'] as const),
];
const COUNTS = ['requestConcurrency', 'concurrency', 'maxInFlight', 'batch', 'ackWindow', 'maxCrashes'] as const;
const POSITIVE = ['maxInFlightBytes', 'leaseMs', 'heartbeatMs'] as const;
const SHARDS_AT_MOST = 1_024;

/** Fills in the defaults. Throws OptionsError, with every problem at once, on options that cannot work. */
export function resolveServerOptions(given: RedisStreamsServerOptions): ResolvedServerOptions {
  const resolved = withServerDefaults(given);
  checkOptions(given, resolved);
  return resolved;
}

function checkOptions(given: RedisStreamsServerOptions, resolved: ResolvedServerOptions): void {
  const check = new OptionsCheck('RedisStreamsServer');
  check.onlyKnows(given, KNOWN);
  check.onlyKnows(given.retry ?? {}, ['attempts', 'baseMs', 'capMs', 'nonRetryable'], 'retry.');
  const { group, rpc, topics } = resolved;
  check.expect(Boolean(resolved.url), 'url is missing: redis://host:port');
  check.expect(topics.length === 0 || Boolean(group), 'topics need a group');
  check.expect(topics.length > 0 || rpc.length > 0, 'neither rpc nor topics: nothing to listen to');
  for (const name of [group, ...rpc, ...topics.map((topic) => topic.name)])
    check.expect(!/[{}:\s]/.test(name), `"${name}" must not hold braces, colons or spaces: it becomes part of a key`);
  for (const { name, shards, unknownPattern } of topics) {
    const good = Number.isInteger(shards) && shards > 0 && shards <= SHARDS_AT_MOST;
    check.expect(good, `topic ${name} needs 1 to 1,024 shards`);
    const known = ['dead-letter', 'ignore'].includes(unknownPattern);
    check.expect(known, `topic ${name}: unknownPattern is dead-letter or ignore`);
  }
  const names = topics.map(({ name }) => name);
  check.expect(new Set(names).size === names.length, 'a topic is named twice');
  for (const name of COUNTS) check.positive(resolved[name], name, true);
  for (const name of POSITIVE) check.positive(resolved[name], name);
  check.positive(resolved.attempts, 'retry.attempts', true);
  check.positive(resolved.baseMs, 'retry.baseMs');
  check.positive(resolved.capMs, 'retry.capMs');
  check.expect(resolved.ackDelayMs >= 0, 'ackDelayMs must not be negative');
  check.expect(resolved.drainMs >= 0, 'drainMs must not be negative');
  check.expect(resolved.baseMs <= resolved.capMs, 'retry.baseMs must not exceed retry.capMs');
  check.expect(resolved.heartbeatMs <= resolved.leaseMs / 2, 'heartbeatMs must be at most half of leaseMs');
  check.expect(resolved.ackWindow <= resolved.maxInFlight, 'ackWindow must not exceed maxInFlight');
  const modes = ['park-key', 'continue', 'halt-shard'];
  check.expect(modes.includes(resolved.onPoison), `onPoison is one of ${modes.join(', ')}`);
  check.end();
}
