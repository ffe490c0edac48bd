import { Injectable, Logger } from '@nestjs/common';
import type { Response } from 'express';
import { DomainError, UnavailableError } from '@mercury/platform/errors';
import { Breaker } from './breaker';

const HEADER = 'X-Mercury-Degraded';

/** Features that a page can do without. */
@Injectable()
export class Degradation {
  private readonly logger = new Logger(Degradation.name);
  private readonly breakers = new Map<string, Breaker>();

  /**
   * Tries a feature. When its service does not answer, or has not answered lately, the fallback does, and the answer says
   * so in `X-Mercury-Degraded`. A refusal (a wrong request, nothing found) is not degradation: it is thrown on.
   */
  async orElse<T>(
    response: Response | undefined,
    feature: string,
    work: () => Promise<T>,
    fallback: () => Promise<T>,
  ): Promise<T> {
    const breaker = this.breakerOf(feature);
    try {
      if (!breaker.allows()) throw new UnavailableError('request.breaker_open', { message: `${feature} is resting` });
      const answer = await work();
      breaker.succeeded();
      return answer;
    } catch (error) {
      if (error instanceof DomainError && error.status < 500) throw error;
      if (!(error instanceof DomainError && error.code === 'request.breaker_open')) {
        breaker.failed();
        this.logger.warn(`${feature} is away: ${String(error)}`);
      }
      mark(response, feature);
      return fallback();
    }
  }

  private breakerOf(feature: string): Breaker {
    const breaker = this.breakers.get(feature) ?? new Breaker();
    this.breakers.set(feature, breaker);
    return breaker;
  }
}

function mark(response: Response | undefined, feature: string): void {
  const before = response?.getHeader(HEADER);
  response?.setHeader(HEADER, before ? `${String(before)}, ${feature}` : feature);
}
