import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { correctWord } from '@mercury/search/domain';

const FRESH_MS = 60_000;

interface Known {
  readonly words: ReadonlyMap<string, number>;
  readonly readAt: number;
}

/**
 * The words of the catalogue, kept for a minute. Being old does no harm: a word is corrected only when the live postings
 * do not know it either.
 */
export class Vocabulary {
  private known?: Promise<Known>;

  constructor(
    private readonly em: SqlEntityManager,
    private readonly now: () => number,
  ) {}

  /** The query with unknown words replaced, or undefined when there is nothing to correct. */
  async correct(query: string): Promise<string | undefined> {
    const candidates = query
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => /^[a-z]{4,}$/.test(word));
    if (candidates.length === 0) return undefined;
    const unknown = await this.unknownOf(candidates);
    if (unknown.length === 0) return undefined;
    const { words } = await this.words();
    let corrected = query.toLowerCase();
    for (const word of unknown)
      if (!words.has(word))
        corrected = corrected.replaceAll(new RegExp(`\\b${word}\\b`, 'g'), correctWord(word, words));
    return corrected === query.toLowerCase() ? undefined : corrected;
  }

  private async unknownOf(words: readonly string[]): Promise<string[]> {
    const rows = await this.em.fork().execute<{ word: string }[]>(
      `SELECT word FROM jsonb_array_elements_text(?::jsonb) AS word
        WHERE to_tsvector('english', word) <> '' AND NOT EXISTS (
          SELECT 1 FROM search.postings WHERE term = ANY (tsvector_to_array(to_tsvector('english', word)) || word))`,
      [JSON.stringify(words)],
    );
    return rows.map(({ word }) => word);
  }

  private async words(): Promise<Known> {
    const known = await this.known;
    if (known && this.now() - known.readAt < FRESH_MS) return known;
    this.known = this.read();
    this.known.catch(() => (this.known = undefined));
    return this.known;
  }

  private async read(): Promise<Known> {
    const rows = await this.em
      .fork()
      .execute<{ word: string; df: number }[]>(
        'SELECT word, count(*)::int AS df FROM search.documents, unnest(words) AS word GROUP BY word',
      );
    return { words: new Map(rows.map(({ word, df }) => [word, df])), readAt: this.now() };
  }
}
