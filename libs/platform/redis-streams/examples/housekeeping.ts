import type { Redis } from 'ioredis';
import { findLetters, redriveLetters, StreamTrimmer, topicNamed, type RedriveReport } from '../src';

/** Streams grow until somebody trims them: once for all services, behind the slowest group. */
export function startTrimmer(url: string, onError: (error: unknown) => void): StreamTrimmer {
  const trimmer = new StreamTrimmer({ url, topics: [{ name: 'lending' }], onError });
  trimmer.start();
  return trimmer;
}

/** Gives dead letters back to the group that failed, in order, and to no other group. */
export async function redriveAll(redis: Redis, group: string): Promise<RedriveReport> {
  return redriveLetters(redis, await topicNamed(redis, 'lending'), group, {});
}

/** Why they died. */
export async function reasons(redis: Redis, group: string): Promise<string[]> {
  const letters = await findLetters(redis, await topicNamed(redis, 'lending'), group, {}, 100);
  return letters.map(({ originalId, error }) => `${originalId}: ${error}`);
}
