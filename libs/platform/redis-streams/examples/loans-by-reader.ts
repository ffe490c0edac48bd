import { Logger } from '@nestjs/common';
import { StreamPageConsumer } from '../src';
import type { LoanStarted } from './lending';

const logger = new Logger('LoansByReader');

/** Stands for a table of counts and a table of positions, which one transaction writes. */
export class LoansByReader {
  readonly counts = new Map<string, number>();
  readonly positions = new Map<number, number>();
}

/** Page mode, for read models of what `lendOnce` publishes: each shard serially, from the position kept with the rows. */
export function startCounting(url: string, table: LoansByReader): StreamPageConsumer {
  const consumer = new StreamPageConsumer({
    url,
    topic: 'lending',
    group: 'loans-by-reader',
    positionOf: async (shard) => table.positions.get(shard) ?? 0,
    onPage: async ({ shard, entries }) => {
      for (const entry of entries) {
        if (entry.pattern !== 'loan.started.v1') continue;
        const { readerId } = entry.parseData() as LoanStarted;
        table.counts.set(readerId, (table.counts.get(readerId) ?? 0) + 1);
      }
      table.positions.set(shard, entries.at(-1)?.position ?? 0);
    },
    onError: (error) => logger.error(error),
  });
  consumer.start();
  return consumer;
}
