import { join } from 'node:path';
import type { Redis } from 'ioredis';
import { optionsTable } from '../../../examples/options-table';
import { resolveClientOptions } from '../client/client-options';
import { RedisStreamsClient } from '../client/redis-streams.client';
import { OptionsError } from '../errors/options-error';
import { redriveLetters } from '../operations/redrive-letters';
import { StreamPageConsumer, type StreamPageConsumerOptions } from '../page/stream-page-consumer';
import { StreamTail, type StreamTailOptions } from '../tail/stream-tail';
import { StreamTrimmer } from '../trim/stream-trimmer';
import { resolveServerOptions } from './resolve-server-options';
import type { RedisStreamsServerOptions } from './server-options';

const UNKNOWN_PATTERN = 'there is no option topics.t.unknownpattern: did you mean unknownPattern?';
const url = 'redis://127.0.0.1:6379';

/** The numbers that the definitions promise: `Default 1,024`, `Default 8 MiB`. */
function promised(file: string, ...names: string[]): [option: string, value: number][] {
  const rows = names.flatMap((name) => optionsTable(join(__dirname, file), name).split('\n'));
  return rows.flatMap((row) => {
    const [, option = '', digits, unit] = /^\| `(\w+)` .*Default ([\d,.]*\d)( MiB)?/.exec(row) ?? [];
    return digits ? [[option, Number(digits.replaceAll(',', '')) * (unit ? 1 << 20 : 1)] as [string, number]] : [];
  });
}

describe('the options of a server', () => {
  const resolved = resolveServerOptions({ url, group: 'g', topics: ['t'] });
  const options = promised('server-options.ts', 'RedisStreamsServerOptions', 'RetryOptions');

  it('say their defaults', () => expect(options.length).toBeGreaterThan(13));

  it.each(options)('%s is %d unless it is given', (option, value) => {
    expect({ ...resolved, shards: resolved.topics[0]?.shards }[option as keyof typeof resolved]).toBe(value);
  });

  it('beat within a short lease, too', () => {
    expect(resolveServerOptions({ url, rpc: ['s'], leaseMs: 900 }).heartbeatMs).toBe(300);
  });

  it('that cannot work are refused, all at once', () => {
    const wrong = { topics: ['a', 'b c'], concurency: 3, ackwindow: 3, concurrency: 0, drainMs: -1, retry: { cap: 3 } };
    const refused = () => resolveServerOptions(wrong as unknown as RedisStreamsServerOptions);
    expect(refused).toThrow(OptionsError);
    expect(problemsOf(refused)).toEqual([
      'there is no option concurency',
      'there is no option ackwindow: did you mean ackWindow?',
      'there is no option retry.cap',
      'url is missing: redis://host:port',
      'topics need a group',
      '"b c" must not hold braces, colons or spaces: it becomes part of a key',
      'concurrency must be a whole number greater than 0, not 0',
      'drainMs must not be negative',
    ]);
  });

  it.each<[Partial<RedisStreamsServerOptions>, string]>([
    [{ rpc: [] }, 'neither rpc nor topics: nothing to listen to'],
    [{ group: 'g', topics: [{ name: 't', shards: 0 }] }, 'topic t needs 1 to 1,024 shards'],
    [{ group: 'g', topics: ['t', 't'] }, 'a topic is named twice'],
    [{ rpc: ['s'], leaseMs: 1_000, heartbeatMs: 900 }, 'heartbeatMs must be at most half of leaseMs'],
    [{ rpc: ['s'], ackWindow: 64, maxInFlight: 8 }, 'ackWindow must not exceed maxInFlight'],
    [{ rpc: ['s'], retry: { baseMs: 50, capMs: 5 } }, 'retry.baseMs must not exceed retry.capMs'],
    [{ rpc: ['s'], batch: 1.5 }, 'batch must be a whole number greater than 0, not 1.5'],
    [{ rpc: [''] }, '"" is no name of a service'],
    [{ group: 'g', topics: [''] }, '"" is no name of a topic'],
    [{ group: 'g', topics: [{ name: 't', unknownpattern: 'ignore' } as never] }, UNKNOWN_PATTERN],
    [{ rpc: ['s'], maxCrashes: 1 }, 'maxCrashes must be at least 2: the first death does not tell which entry it was'],
    [{ rpc: ['s'], leaseMs: Infinity, heartbeatMs: 5 }, 'leaseMs must be above 0 and at most 2147483647, not Infinity'],
    [{ rpc: ['s'], drainMs: Infinity }, 'drainMs must be at most 2147483647'],
    [{ rpc: ['s'], onPoison: 'drop' as never }, 'onPoison is one of park-key, continue, halt-shard'],
  ])('%j is refused', (given, sentence) => {
    expect(problemsOf(() => resolveServerOptions({ url, ...given }))).toEqual([sentence]);
  });
});

describe('the options of a client', () => {
  const file = '../client/client-options.ts';
  const resolved = resolveClientOptions({ url });

  it.each(promised(file, 'BackPressureOptions'))('%s is %d unless it is given', (option, value) => {
    expect(resolved[option as keyof typeof resolved]).toBe(value);
  });

  it('that cannot work are refused, all at once', () => {
    const wrong = { url: '', shards: { a: 0 }, backPressure: { maxMemoryShare: 2, maxPauseMs: -1 } };
    expect(problemsOf(() => resolveClientOptions(wrong))).toEqual([
      'url is missing: redis://host:port',
      'backPressure.maxPauseMs must be a number greater than 0, not -1',
      'backPressure.maxMemoryShare must be above 0 and at most 1',
      'shards.a must be a whole number greater than 0, not 0',
    ]);
  });
});

describe('the options of what reads and trims', () => {
  const onError = () => undefined;

  it('of a page consumer that cannot work are refused, all at once', () => {
    const wrong = { url: '', topic: 'a:b', group: '', shards: 0, pageSize: 0, leaseMs: 0, pagesize: 5, onError };
    expect(problemsOf(() => new StreamPageConsumer(wrong as unknown as StreamPageConsumerOptions))).toEqual([
      'there is no option pagesize: did you mean pageSize?',
      'url is missing: redis://host:port',
      '"a:b" must not hold braces, colons or spaces: it becomes part of a key',
      '"" is no name of a group',
      'topic a:b needs 1 to 1,024 shards',
      'pageSize must be a whole number greater than 0, not 0',
      'leaseMs must be above 0 and at most 2147483647, not 0',
      'positionOf must be a function',
      'onPage must be a function',
    ]);
  });

  it('of a trimmer that cannot work are refused, all at once', () => {
    const wrong = {
      url: '',
      topics: [
        { name: 't', shards: 1.5 },
        { name: '', shard: 2 },
      ],
      everyMs: NaN,
      minLength: -1,
    };
    expect(problemsOf(() => new StreamTrimmer({ ...wrong, onError, staleMs: NaN, staleBytes: -1 }))).toEqual([
      'url is missing: redis://host:port',
      'topic t needs 1 to 1,024 shards',
      'there is no option topics..shard',
      '"" is no name of a topic',
      'everyMs must be above 0 and at most 2147483647, not NaN',
      'minLength must not be negative',
      'staleMs must not be negative',
      'staleBytes must not be negative',
    ]);
  });

  it('of a tail that cannot work are refused, all at once', () => {
    const wrong = { url, topic: '', shards: NaN, onEntry: 'print', onError } as unknown as StreamTailOptions;
    expect(problemsOf(() => new StreamTail(wrong))).toEqual([
      '"" is no name of a topic',
      'topic  needs 1 to 1,024 shards',
      'onEntry must be a function',
    ]);
  });

  it.each([0, -1, NaN])('a redrive at a rate of %d is refused', async (rate) => {
    const redriven = redriveLetters({} as Redis, { name: 't', shards: 0 }, 'g', {}, { rate });
    await expect(redriven).rejects.toThrow(`redriveLetters: rate must be a number greater than 0, not ${rate}`);
  });
});

describe('the deadline of a request', () => {
  it.each([Infinity, NaN, 2 ** 31])('of %d ms is refused: no timer waits that long', async (timeoutMs) => {
    const client = new RedisStreamsClient({ url });
    const answer = client.call('s.m', {}, { timeoutMs });
    await expect(answer).rejects.toThrow(`timeoutMs must be at most 2147483647, not ${timeoutMs}`);
    client.close();
  });
});

function problemsOf(act: () => unknown): readonly string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof OptionsError) return error.problems;
    throw error;
  }
  return [];
}
