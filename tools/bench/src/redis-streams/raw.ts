import { Redis } from 'ioredis';
import { benchMessage, type BenchMessage } from './message';
import { keepBusy, keepPace, type Consumer, type Publisher } from './sides';

const STREAM = 'bench:raw';
const GROUP = 'bench';

/** The reference: what a careful developer would write by hand with ioredis, one stream, one field, no guarantees added. */
export function rawPublisher(url: string): Publisher {
  const redis = new Redis(url, { protocol: 2 });
  const send = (n: number) => redis.xadd(STREAM, '*', 'd', JSON.stringify(benchMessage(n)));
  return {
    burst: (count) => keepBusy(count, send),
    steady: (perSecond, seconds) => keepPace(perSecond, seconds, send),
  };
}

/** Reads 256 at a time, parses each, acknowledges the batch at once. */
export function rawConsumer(url: string): Consumer {
  return {
    async start(handled) {
      const reader = new Redis(url, { protocol: 2 });
      const commands = new Redis(url, { protocol: 2 });
      await commands.xgroup('CREATE', STREAM, GROUP, '0', 'MKSTREAM').catch(() => undefined);
      const read = async () => {
        for (;;) {
          const reply = (await reader.xreadgroup(
            'GROUP',
            GROUP,
            'one',
            'COUNT',
            256,
            'BLOCK',
            1_000,
            'STREAMS',
            STREAM,
            '>',
          )) as [string, [string, string[]][]][] | null;
          const entries = reply?.[0]?.[1] ?? [];
          for (const [, fields] of entries) handled((JSON.parse(fields[1] as string) as BenchMessage).sentAt);
          if (entries.length > 0) void commands.xack(STREAM, GROUP, ...entries.map(([id]) => id));
        }
      };
      void read();
    },
  };
}
