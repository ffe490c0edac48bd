import type { RecordedEvent } from '@mercury/platform/event-store';

/** Events of one part, in order, and the position up to which the part has no other event. */
export interface PartPage {
  readonly part: number;
  readonly events: readonly RecordedEvent[];
  readonly position: number;
  /** The page holds every event of the part after this position, where the source knows it: beyond the checkpoint, a hole. */
  readonly prev?: number;
}

/** Where a runner gets its pages from: the streams, or the store itself. */
export interface PageSource {
  start(): void;
  stop(): Promise<void>;
  /** When the source last worked, in milliseconds since 1970. */
  readonly lastSuccessAt: number;
}
