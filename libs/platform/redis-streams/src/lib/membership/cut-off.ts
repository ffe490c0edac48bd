import type { Redis } from 'ioredis';
import { mastersOf } from '../connect';
import { readerName } from '../consume/group-reader';

/**
 * Closes the reading connection of an owner that fell silent. Should it only be frozen, a read that it still sends after
 * waking would take entries out of the new owner's sequence; on a dead connection it cannot, and looks at its lease first.
 */
export async function cutOff(redis: Redis, consumer: string): Promise<void> {
  const name = `name=${readerName(consumer)} `;
  for (const node of mastersOf(redis))
    for (const line of String(await node.client('LIST')).split('\n')) {
      const id = line.includes(name) ? /^id=(\d+)/.exec(line)?.[1] : undefined;
      if (id) await node.client('KILL', 'ID', id);
    }
}
