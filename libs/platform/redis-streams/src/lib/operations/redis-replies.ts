import type { ChainableCommander } from 'ioredis';

/** A reply of alternating names and values, as XINFO gives them. */
export function flatPairs(reply: unknown): ReadonlyMap<string, unknown> {
  const flat = Array.isArray(reply) ? reply : [];
  const pairs = new Map<string, unknown>();
  for (let at = 0; at + 1 < flat.length; at += 2) pairs.set(String(flat[at]), flat[at + 1]);
  return pairs;
}

/** Sends a pipeline. A command that was refused, such as XINFO of a stream that is not there, answers undefined. */
export async function answers(pipeline: ChainableCommander): Promise<unknown[]> {
  const replies = (await pipeline.exec()) ?? [];
  // Redis itself answers refusals with a ReplyError; anything else means that there was no answer.
  const broken = replies.find(([error]) => error && error.name !== 'ReplyError');
  if (broken) throw broken[0];
  return replies.map(([error, answer]) => (error ? undefined : answer));
}
