import type { SearchAnswer, SearchRequest, SearchSuggestion } from '@mercury/search/contracts';
import type { Breaker } from './breaker';
import type { EngineAnswer, SearchPort } from './search.port';

/** The primary engine with the breaker that guards it. */
export abstract class Primary {
  abstract readonly engine: SearchPort;
  abstract readonly breaker: Breaker;
}

/**
 * Search that always answers. With Elasticsearch configured it is asked first, under a strict deadline and a breaker; when
 * it fails, or the breaker is open, PostgreSQL answers the same question and the answer says `mode: safe`.
 */
export class SafeSearch {
  constructor(
    private readonly postgres: SearchPort,
    private readonly primary: Primary | undefined,
    private readonly now: () => number,
    private readonly answered: (meta: SearchAnswer['meta']) => void = () => undefined,
  ) {}

  async query(request: SearchRequest): Promise<SearchAnswer> {
    const start = this.now();
    const primary = await this.askPrimary((engine, signal) => engine.query(request, signal));
    const answer: EngineAnswer = primary ?? (await this.postgres.query(request));
    const meta: SearchAnswer['meta'] = {
      engine: primary ? 'elasticsearch' : 'postgres',
      mode: this.primary && !primary ? 'safe' : 'normal',
      tookMs: Math.round(this.now() - start),
    };
    this.answered(meta);
    return { ...answer, meta };
  }

  async suggest(q: string, limit: number): Promise<SearchSuggestion[]> {
    return (
      (await this.askPrimary((engine, signal) => engine.suggest(q, limit, signal))) ?? this.postgres.suggest(q, limit)
    );
  }

  private async askPrimary<T>(ask: (engine: SearchPort, signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    if (!this.primary) return undefined;
    const { engine, breaker } = this.primary;
    return breaker.run((signal) => ask(engine, signal));
  }
}
