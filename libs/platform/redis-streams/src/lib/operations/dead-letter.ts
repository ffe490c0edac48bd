import type { RawEntry } from '../entry/stream-entry';

/** An entry that a group could not handle, with the reason. */
export interface DeadLetter {
  readonly topic: string;
  readonly shard: number;
  readonly group: string;
  /** Its id among the dead letters. */
  readonly id: string;
  /** The id that it had on the shard's stream. */
  readonly originalId: string;
  readonly key: string;
  readonly pattern: string;
  /** JSON text as it was published. */
  readonly data: string;
  readonly headers: string;
  readonly attempts: number;
  readonly error: string;
  readonly stack: string;
  /** When it died, ISO 8601. */
  readonly diedAt: string;
  /** It never failed: it stands behind a dead letter of its key. */
  readonly parked: boolean;
}

/** What `DeadLetters.follow` writes as the reason. */
export const PARKED_REASON = 'parked behind a dead letter of its key';

/** Reads a dead letter leniently: what could not be handled may lack anything. */
export function readLetter(topic: string, shard: number, group: string, [id, fields]: RawEntry): DeadLetter {
  const values = new Map<string, string>();
  for (let at = 0; fields && at + 1 < fields.length; at += 2)
    values.set(fields[at] as string, fields[at + 1] as string);
  const text = (name: string) => values.get(name) ?? '';
  return {
    topic,
    shard,
    group,
    id,
    originalId: text('x-id') || id,
    key: text('k'),
    pattern: text('p'),
    data: text('d'),
    headers: text('h'),
    attempts: Number(text('x-attempts') || 0),
    error: text('x-err'),
    stack: text('x-stack'),
    diedAt: text('x-dead'),
    parked: text('x-err') === PARKED_REASON,
  };
}
