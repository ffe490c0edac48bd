import type { AppendedStream } from '../event-store';
import type { PlannedStream } from '../plan-events';
import type { PreparedStatement } from './statements';

/** A stream as it stands after an append; `duplicate` when the append had been made before. */
export type Appended = AppendedStream & { readonly duplicate: boolean };

export const appendStatement: PreparedStatement = {
  name: 'es-append',
  text: 'SELECT version, first_position, last_position, duplicate FROM es.append($1, $2, $3, $4)',
};

export const appendGroupStatement: PreparedStatement = {
  name: 'es-append-group',
  text: 'SELECT ord, version, first_position, last_position FROM es.append_group($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
};

export const appendAnyStatement: PreparedStatement = {
  name: 'es-append-any',
  text: 'SELECT ord, version, first_position, last_position FROM es.append_any($1, $2, $3, $4, $5, $6, $7, $8, $9)',
};

export const duplicateStatement: PreparedStatement = {
  name: 'es-find-duplicate',
  text: 'SELECT version, first_position, last_position, known, same FROM es.find_duplicate($1, $2)',
};

export const archiveStatement: PreparedStatement = { name: 'es-archive', text: 'SELECT es.archive($1, $2)' };

/** Parameters of es.append. */
export function appendParameters({ streamId, streamType, expectedVersion, ...stream }: PlannedStream): unknown[] {
  return [streamId, streamType, expectedVersion === 'any' ? null : expectedVersion, eventsJson(stream)];
}

/** The events of one stream as es.append and es.find_duplicate take them. */
export function eventsJson({ events }: Pick<PlannedStream, 'events'>): string {
  return JSON.stringify(
    events.map(({ eventId, type, schemaVersion, data, metadata }) => ({
      id: eventId,
      type,
      ver: schemaVersion,
      data,
      meta: metadata,
    })),
  );
}

/** Parameters of es.append_group: `sorted` by stream, each stream once. */
export function groupParameters(sorted: readonly PlannedStream[]): unknown[] {
  return [
    sorted.map(({ streamId }) => streamId),
    sorted.map(({ streamType }) => streamType),
    sorted.map(({ expectedVersion }) => expectedVersion),
    sorted.map(({ events }) => events.length),
    sorted.flatMap(({ events }, index) => events.map(() => index + 1)),
    ...eventColumns(sorted),
  ];
}

/** Parameters of es.append_any: a stream may occur in several of `planned`. */
export function anyParameters(planned: readonly PlannedStream[]): unknown[] {
  const types = new Map(planned.map(({ streamId, streamType }) => [streamId, streamType]));
  const streams = [...types.keys()].sort();
  const placeOf = new Map(streams.map((streamId, index) => [streamId, index + 1]));
  return [
    streams,
    streams.map((streamId) => types.get(streamId)),
    planned.flatMap(({ streamId, events }) => events.map(() => placeOf.get(streamId))),
    planned.flatMap(({ events }, index) => events.map(() => index + 1)),
    ...eventColumns(planned),
  ];
}

/** The answer of the grouped functions: one place a row; appends that were refused are missing. */
export function groupAnswers(planned: readonly PlannedStream[], rows: readonly (string | null)[][]) {
  const answers: (Appended | undefined)[] = planned.map(() => undefined);
  for (const [ord, ...columns] of rows) {
    const index = Number(ord) - 1;
    answers[index] = toAppended((planned[index] as PlannedStream).streamId, columns, false);
  }
  return answers;
}

export function toAppended(
  streamId: string,
  [version, firstPosition, lastPosition]: readonly (string | null)[],
  duplicate: boolean,
): Appended {
  return {
    streamId,
    version: Number(version),
    firstPosition: Number(firstPosition),
    lastPosition: Number(lastPosition),
    duplicate,
  };
}

function eventColumns(planned: readonly PlannedStream[]): unknown[] {
  const events = planned.flatMap((stream) => stream.events);
  return [
    events.map(({ eventId }) => eventId),
    events.map(({ type }) => type),
    events.map(({ schemaVersion }) => schemaVersion),
    JSON.stringify(events.map(({ data }) => data)),
    JSON.stringify(events.map(({ metadata }) => metadata)),
  ];
}
