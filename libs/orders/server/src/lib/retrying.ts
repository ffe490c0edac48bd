import { setTimeout as delay } from 'node:timers/promises';

/**
 * Runs `work` again while `again` says that its error was a lost race, at most `attempts` times, with growing pauses of
 * random length so that the losers of one race do not meet again in the next.
 */
export async function retrying<T>(
  work: (attempt: number) => Promise<T>,
  { attempts, again }: { attempts: number; again: (error: unknown, attempt: number) => boolean },
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt);
    } catch (error) {
      if (attempt === attempts || !again(error, attempt)) throw error;
      await delay(Math.random() * Math.min(80, 5 * 2 ** attempt));
    }
  }
}
