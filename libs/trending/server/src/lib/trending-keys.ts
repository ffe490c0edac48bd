/** The keys of one generation of the read model. */
export function trendingKeys(prefix: string) {
  const ranking = `${prefix}ranking`;
  return {
    /** Every counted vote, scored by its minute. */
    votes: `${prefix}votes`,
    /** Votes that have left the window since the newest event: kept for comparison only. */
    retired: `${prefix}retired`,
    /** `newest` (minute of the newest event) and `late` (events that came too late to count). */
    state: `${prefix}state`,
    /** Category path by product. */
    categories: `${prefix}categories`,
    ranking,
    /** The ranking of a scope: products by their score. */
    rankingOf: (scope: string) => (scope === 'all' ? ranking : `${ranking}:${scope}`),
  };
}

/** KEYS of the scripts, in their order. */
export function scriptKeys(prefix: string): string[] {
  const { votes, retired, state, categories, ranking } = trendingKeys(prefix);
  return [votes, retired, state, categories, ranking];
}
