/**
 * The known word that was probably meant, or the word itself. Short words and anything with a digit stay as they are: a
 * speller that touches part numbers or well-meant rare words does more harm than good. Only ask about unknown words.
 */
export function correctWord(word: string, vocabulary: ReadonlyMap<string, number>): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  const limit = word.length <= 5 ? 1 : 2;
  const letters = sorted(word);
  let best: { word: string; cost: number } | undefined;
  for (const [candidate, frequency] of vocabulary) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const distance = editDistance(word, candidate, limit);
    if (distance > limit) continue;
    const cost =
      distance +
      (candidate[0] === word[0] ? 0 : 0.5) -
      (sorted(candidate) === letters ? 0.9 : 0) -
      0.12 * Math.log(1 + frequency);
    if (!best || cost < best.cost || (cost === best.cost && candidate < best.word)) best = { word: candidate, cost };
  }
  return best?.word ?? word;
}

/** Levenshtein distance, given up beyond `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let lowest = i;
    for (let j = 1; j <= b.length; j += 1) {
      const substituted = (previous[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const cost = Math.min(substituted, (previous[j] as number) + 1, (row[j - 1] as number) + 1);
      row.push(cost);
      lowest = Math.min(lowest, cost);
    }
    if (lowest > limit) return limit + 1;
    previous = row;
  }
  return previous[b.length] as number;
}

const sorted = (word: string): string => [...word].sort().join('');
