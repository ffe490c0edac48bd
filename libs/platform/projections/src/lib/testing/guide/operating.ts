import type { EventStore } from '@mercury/platform/event-store';
import {
  PausedParts,
  replayProjection,
  retirePrevious,
  rollbackProjection,
  type ProjectionWriter,
  type ReplayResult,
} from '../../../index';
import { bookLoansProjection } from './book-loans.projection';

/** Beside the live rows, compared, swapped in: what `npx nx run worker:replay --projection=NAME` does. */
export function rebuild(store: EventStore, writer: ProjectionWriter): Promise<ReplayResult> {
  return replayProjection(store, bookLoansProjection, writer, {
    onPage: (position, events) => process.stderr.write(`${events} events up to ${position}\n`),
  });
}

/** `--rollback`, and, once nobody wants it any more, `--retire`. */
export async function takeBack(store: EventStore, writer: ProjectionWriter): Promise<void> {
  await rollbackProjection(store, bookLoansProjection, writer);
  await retirePrevious(bookLoansProjection, writer);
}

/** `--skip="the reason"`: passes over the events that paused parts stand at, now and in every replay. */
export function passOver(writer: ProjectionWriter, reason: string): Promise<number> {
  return new PausedParts(writer.em).skip(bookLoansProjection.name, reason);
}
