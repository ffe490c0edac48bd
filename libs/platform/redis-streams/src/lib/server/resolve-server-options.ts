import { LONGEST_WAIT_MS } from '../constants';
import { OptionsCheck } from '../errors/options-error';
import { withServerDefaults, type ResolvedServerOptions } from './server-defaults';
import type { RedisStreamsServerOptions, TopicOptions } from './server-options';

const KNOWN: readonly (keyof RedisStreamsServerOptions)[] = [
  ...(['url', 'rpc', 'requestConcurrency', 'group', 'topics', 'shards', 'concurrency', 'maxInFlight'] as const),
  ...(['maxInFlightBytes', 'batch', 'ackWindow', 'ackDelayMs', 'retry', 'onPoison', 'maxCrashes', 'leaseMs'] as const),
  ...(['heartbeatMs', 'drainMs', 'positions', 'errors', 'deserializer', 'serializer'] as const),
];
const COUNTS = ['requestConcurrency', 'concurrency', 'maxInFlight', 'batch', 'ackWindow', 'maxCrashes'] as const;
const TOPIC: readonly (keyof TopicOptions)[] = ['name', 'shards', 'unknownPattern'];
const FIRST_DEATH = 'maxCrashes must be at least 2: the first death does not tell which entry it was';

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
  for (const topic of given.topics ?? [])
    if (typeof topic !== 'string') check.onlyKnows(topic, TOPIC, `topics.${topic.name}.`);
  const { group, rpc, topics } = resolved;
  check.expect(Boolean(resolved.url), 'url is missing: redis://host:port');
  check.expect(topics.length === 0 || Boolean(group), 'topics need a group');
  check.expect(topics.length > 0 || rpc.length > 0, 'neither rpc nor topics: nothing to listen to');
  if (group) check.name(group, 'group');
  for (const name of rpc) check.name(name, 'service');
  for (const { name, shards, unknownPattern } of topics) {
    check.name(name, 'topic');
    check.shards(shards, name);
    const known = ['dead-letter', 'ignore'].includes(unknownPattern);
    check.expect(known, `topic ${name}: unknownPattern is dead-letter or ignore`);
  }
  const names = topics.map(({ name }) => name);
  check.expect(new Set(names).size === names.length, 'a topic is named twice');
  for (const name of COUNTS) check.positive(resolved[name], name, true);
  check.expect(resolved.maxCrashes !== 1, FIRST_DEATH);
  check.positive(resolved.maxInFlightBytes, 'maxInFlightBytes');
  for (const name of ['leaseMs', 'heartbeatMs'] as const) check.wait(resolved[name], name);
  check.positive(resolved.attempts, 'retry.attempts', true);
  check.positive(resolved.baseMs, 'retry.baseMs');
  check.positive(resolved.capMs, 'retry.capMs');
  check.expect(resolved.ackDelayMs >= 0, 'ackDelayMs must not be negative');
  check.expect(resolved.drainMs >= 0, 'drainMs must not be negative');
  for (const name of ['ackDelayMs', 'drainMs'] as const)
    check.expect(!(resolved[name] > LONGEST_WAIT_MS), `${name} must be at most ${LONGEST_WAIT_MS}`);
  check.expect(resolved.baseMs <= resolved.capMs, 'retry.baseMs must not exceed retry.capMs');
  check.expect(resolved.heartbeatMs <= resolved.leaseMs / 2, 'heartbeatMs must be at most half of leaseMs');
  check.expect(resolved.ackWindow <= resolved.maxInFlight, 'ackWindow must not exceed maxInFlight');
  const modes = ['park-key', 'continue', 'halt-shard'];
  check.expect(modes.includes(resolved.onPoison), `onPoison is one of ${modes.join(', ')}`);
  check.end();
}
