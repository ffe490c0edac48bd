import { setTimeout as delay } from 'node:timers/promises';
import { Child } from './child';

const IDLE_MS = 1_500;

/** A backlog that waits for a consumer: how much memory a consumer takes to drain it, above one that has nothing to do. */
export async function measureBacklog(
  messages: number,
  side: 'raw' | 'ours',
): Promise<{ backlogMb: number; backlogPerSecond: number }> {
  const idler = await Child.start('consumer', side);
  await delay(IDLE_MS);
  const idle = await memory(idler);
  idler.stop();
  const publisher = await Child.start('publisher', side);
  const published = publisher.hears('published');
  publisher.tell({ kind: 'burst', count: messages });
  await published;
  publisher.stop();
  const consumer = await Child.start('consumer', side);
  const startedAt = performance.now();
  const handled = consumer.hears('handled');
  consumer.tell({ kind: 'expect', count: messages });
  let drained = false;
  void handled.then(() => (drained = true));
  let most = 0;
  while (!drained) {
    most = Math.max(most, await memory(consumer));
    await delay(100);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  consumer.stop();
  return { backlogMb: most - idle, backlogPerSecond: messages / seconds };
}

async function memory(child: Child): Promise<number> {
  const answer = child.hears('memory');
  child.tell({ kind: 'memory' });
  return (await answer).mb;
}
