import { compareIds } from '../consume/durable-positions';
import type { DeadLetter } from './dead-letter';
import { matches, type LetterFilter } from './find-letters';
import { OperationError } from './operation-error';

/** What of a letter decides when it is handled again. */
export type LetterPlace = Pick<DeadLetter, 'shard' | 'id' | 'originalId' | 'key' | 'parked'>;

/**
 * Which letters of a shard go back, in the order in which their handlers must see them: that of the shard, not that of their
 * deaths. Letters that only stand behind a chosen one go with it. Throws OperationError when a chosen letter of a parked key
 * would overtake an older one.
 */
export function selectLetters(
  letters: readonly DeadLetter[],
  filter: LetterFilter,
  parkedKeys: ReadonlySet<string>,
): LetterPlace[] {
  const inOrder = [...letters].sort((a, b) => compareIds(a.originalId, b.originalId));
  const chosen: LetterPlace[] = [];
  const left = new Map<string, DeadLetter>();
  const begun = new Set<string>();
  for (const letter of inOrder) {
    const follows = letter.parked && begun.has(letter.key) && filter.id === undefined;
    if (!follows && !matches(letter, filter)) {
      if (!left.has(letter.key)) left.set(letter.key, letter);
      continue;
    }
    const before = parkedKeys.has(letter.key) ? left.get(letter.key) : undefined;
    if (before)
      throw new OperationError(
        `Letter ${letter.id} must not overtake ${before.id}, which came before it with key ${letter.key}: redrive the key.`,
        'refused',
      );
    begun.add(letter.key);
    const { shard, id, originalId, key, parked } = letter;
    chosen.push({ shard, id, originalId, key, parked });
  }
  return chosen;
}
