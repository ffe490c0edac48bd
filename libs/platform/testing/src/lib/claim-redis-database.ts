import { Redis } from 'ioredis';

/**
 * A numbered database of the test run's Redis that no other suite uses: topics and service names are the same in every
 * suite, and an event's position is its entry id. Freed by `free()`, or by time when a suite dies.
 */
export async function claimRedisDatabase(): Promise<{ url: string; free: () => Promise<void> }> {
  const base = process.env['MERCURY_TEST_REDIS_URL'] as string;
  const lobby = new Redis(base, { protocol: 2 });
  for (let turn = 0; turn < 600; turn += 1) {
    const number = 1 + (turn % 15);
    const key = `mercury-test:database:${number}`;
    if ((await lobby.set(key, '1', 'EX', 600, 'NX')) === 'OK') {
      const url = `${base.replace(/\/$/, '')}/${number}`;
      const own = new Redis(url, { protocol: 2 });
      await own.flushdb();
      own.disconnect();
      return {
        url,
        free: async () => {
          await lobby.del(key);
          lobby.disconnect();
        },
      };
    }
    if (number === 15) await new Promise((resolve) => setTimeout(resolve, 100));
  }
  lobby.disconnect();
  throw new Error('all Redis databases are in use');
}
