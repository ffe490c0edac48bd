import { connectForCommands } from '../connect';
import type { RawEntry } from '../entry/stream-entry';
import { keys } from '../keys';
import { redisUrl, uniqueName } from '../testing/contract-world';
import { until } from '../testing/until';
import { trimShard } from '../trim/trim-shard';
import { PageShard } from './page-shard';
import { StreamPageConsumer } from './stream-page-consumer';

const group = 'pages';
const redis = connectForCommands({ url: redisUrl() });
const other = connectForCommands({ url: redisUrl() });
afterAll(() => {
  redis.disconnect();
  other.disconnect();
});

/** A shard with entries 1-0 … n-0, of which `delivered` have been delivered to the group and are pending. */
async function shardWith(entries: number, delivered: number): Promise<string> {
  const topic = uniqueName('pages');
  const stream = keys.stream(topic, 0);
  const pipeline = other.pipeline();
  for (let n = 1; n <= entries; n += 1) pipeline.xadd(stream, `${n}-0`, 'k', 'a', 'p', 't', 'd', '{}');
  await pipeline.exec();
  await other.xgroup('CREATE', stream, group, '0');
  await other.sadd(keys.groups(topic, 0), group);
  await other.xreadgroup('GROUP', group, 'died', 'COUNT', delivered, 'STREAMS', stream, '>');
  return topic;
}

const shardAt = (topic: string, checkpoint: number) =>
  new PageShard({
    ...{ redis, topic, shard: 0, shards: 1, group, pageSize: 500 },
    positionOf: async () => checkpoint,
    onPage: async () => undefined,
    hasRoom: () => undefined,
    rewound: () => undefined,
    isOwner: () => true,
    onError: (error) => expect(error).toBeUndefined(),
  });

/** Runs `disturb` before each command of the connection, as another process may at any moment. */
function beforeEachCommand(disturb: () => Promise<unknown>): void {
  const send = redis.sendCommand.bind(redis);
  redis.sendCommand = (command, stream) => {
    void disturb().then(() => void send(command, stream));
    return command.promise;
  };
}

describe('a shard in page mode that begins again at its checkpoint', () => {
  it('is given everything behind the checkpoint, though somebody trims at every moment', async () => {
    const topic = await shardWith(1_200, 1_000);
    beforeEachCommand(() => trimShard(other, topic, 0, { minLength: 0 }));
    await shardAt(topic, 450).recover();
    const stream = keys.stream(topic, 0);
    const [[, next]] = (await other.xreadgroup('GROUP', group, 'next', 'COUNT', 2_000, 'STREAMS', stream, '>')) as [
      [string, RawEntry[]],
    ];
    expect([next.length, next[0]?.[0]]).toEqual([750, '451-0']);
  });
});

describe('page mode on a topic that is published without positions', () => {
  it('folds no entry that shares its position with the one before, and says why', async () => {
    const topic = uniqueName('pages');
    for (const id of ['7-0', '8-0', '8-1', '9-0']) await other.xadd(keys.stream(topic, 0), id, 'p', 't', 'd', '{}');
    const folded: string[] = [];
    const errors: string[] = [];
    let position = 0;
    const consumer = new StreamPageConsumer({
      ...{ url: redisUrl(), topic, shards: 1, group, pageSize: 2, leaseMs: 1_000 },
      positionOf: async () => position,
      onPage: async ({ entries }) => {
        folded.push(...entries.map(({ id }) => id));
        position = entries.at(-1)?.position ?? position;
      },
      onError: (error) => errors.push(String(error)),
    });
    consumer.start();
    await until(() => errors.length >= 2).finally(() => consumer.stop());
    expect(folded).toEqual(['7-0', '8-0']);
    expect(errors[0]).toContain(
      `entry 8-1 of ${topic} has no position of its own: page mode is for topics that are published with positions`,
    );
  });
});
