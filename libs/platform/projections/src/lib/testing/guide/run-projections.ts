import type { EventStore } from '@mercury/platform/event-store';
import { PausedParts, ProjectionRunner, type ProjectionWriter } from '../../../index';
import { bookLoansProjection } from './book-loans.projection';
import { mostLentProjection } from './most-lent.projection';

/** What a worker does for each read model. Any number of workers may run: they share the parts. */
export function lendingRunners(store: EventStore, writer: ProjectionWriter, redisUrl?: string): ProjectionRunner[] {
  const onError = (name: string, error: unknown) => process.stderr.write(`${name}: ${String(error)}\n`);
  return [bookLoansProjection, mostLentProjection].map(
    (projection) => new ProjectionRunner(projection, writer, new PausedParts(writer.em), store, { redisUrl, onError }),
  );
}
