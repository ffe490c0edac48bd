import { Logger } from '@nestjs/common';
import type { Response } from 'express';
import { DomainError } from '@mercury/platform/errors';

const HEADER = 'X-Mercury-Degraded';
const logger = new Logger('degraded');

/**
 * Tries a feature that a page can do without. When its service does not answer the fallback does, and the answer says so
 * in `X-Mercury-Degraded`. A refusal (a wrong request, nothing found) is not degradation: it is thrown on.
 */
export async function orDegraded<T>(
  response: Response | undefined,
  feature: string,
  work: () => Promise<T>,
  fallback: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError && error.status < 500) throw error;
    logger.warn(`${feature} is away: ${String(error)}`);
    const before = response?.getHeader(HEADER);
    response?.setHeader(HEADER, before ? `${String(before)}, ${feature}` : feature);
    return fallback();
  }
}
