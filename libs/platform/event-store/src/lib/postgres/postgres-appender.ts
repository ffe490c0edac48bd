import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { AppendOptions, AppendResult } from '../event-store';
import { IdempotencyMismatchError } from '../event-store.errors';
import type { PlannedStream } from '../plan-events';
import { isRepeatedEventId, isUniqueViolation, translateAppendError } from './append-errors';
import {
  anyParameters,
  appendAnyStatement,
  appendGroupStatement,
  appendParameters,
  appendStatement,
  archiveStatement,
  duplicateStatement,
  eventsJson,
  groupAnswers,
  groupParameters,
  toAppended,
  type Appended,
} from './append-statements';
import { GroupCommit } from './group-commit';
import type { Statements } from './statements';

/** Appends that travel together at most: beyond it a commit takes longer than its flush. */
const GROUP_ITEMS = 128;
/** Events in one statement of a batch: bounds its memory, on both sides. */
const BATCH_EVENTS = 5_000;
/** Groups under way at once. Two would each wait for the other's flush: PostgreSQL flushes the log for one at a time (measured 0.63 against 0.76). */
const LANES = 1;
/** Far longer than a commit takes on a busy disk. */
const PATIENCE_MS = 250;

/** Rolls a repeated append back, with the answer of the first. */
class RepeatedAppend extends Error {
  constructor(readonly result: AppendResult) {
    super('this command had been appended before');
  }
}

interface SingleAppend {
  readonly stream: PlannedStream;
  readonly commandId: string;
}

/** The writing side of the store: single appends in group commit, several streams in a transaction, batches as sets. */
export class PostgresAppender {
  private readonly groups = new GroupCommit<SingleAppend, Appended>({
    commit: (items) => this.appendGroup(items.map(({ stream }) => stream)),
    single: (item) => this.appendAlone(item),
    keyOf: ({ stream }) => stream.streamId,
    lanes: LANES,
    maxItems: GROUP_ITEMS,
    patienceMs: PATIENCE_MS,
  });

  constructor(
    private readonly em: SqlEntityManager,
    private readonly statements: Statements,
  ) {}

  /** All streams or none. One stream without an inline read model may share its commit with other callers' appends. */
  async append(planned: readonly PlannedStream[], { commandId, inline }: AppendOptions): Promise<AppendResult> {
    const [only] = planned;
    if (only && planned.length === 1 && !inline) {
      const item = { stream: only, commandId };
      return resultOf([await (only.expectedVersion === 'any' ? this.appendAlone(item) : this.groups.submit(item))]);
    }
    try {
      return await this.em
        .fork()
        .transactional((tx) => this.appendAll(tx as SqlEntityManager, planned, commandId, inline));
    } catch (error) {
      if (error instanceof RepeatedAppend) return error.result;
      return resultOf(await this.duplicateOrThrow(error, planned, commandId));
    }
  }

  /** Independent appends, as few statements as may be. One result each, in order; throws what the first refused one throws. */
  async appendBatch(items: readonly SingleAppend[]): Promise<AppendResult[]> {
    const results: (AppendResult | undefined)[] = items.map(() => undefined);
    for (const chunk of chunksOf(items)) {
      const streams = chunk.map((index) => (items[index] as SingleAppend).stream);
      const answers = await this.appendSet(streams).catch(() => []);
      for (const [at, index] of chunk.entries())
        results[index] = resultOf([answers[at] ?? (await this.appendAlone(items[index] as SingleAppend))]);
    }
    return results as AppendResult[];
  }

  /** Throws VersionConflictError when the stream has moved. */
  async archive(streamId: string, version: number): Promise<void> {
    try {
      await this.statements.rows(archiveStatement, [streamId, version]);
    } catch (error) {
      throw translateAppendError(error, [{ streamId, streamType: '', expectedVersion: version, events: [] }], '');
    }
  }

  private appendSet(streams: readonly PlannedStream[]): Promise<(Appended | undefined)[]> {
    return streams[0]?.expectedVersion === 'any' ? this.appendAny(streams) : this.appendGroup(streams);
  }

  private async appendAny(streams: readonly PlannedStream[]): Promise<(Appended | undefined)[]> {
    return groupAnswers(streams, await this.statements.rows(appendAnyStatement, anyParameters(streams)));
  }

  private async appendGroup(streams: readonly PlannedStream[]): Promise<(Appended | undefined)[]> {
    const order = streams.map((_, index) => index).sort((a, b) => compareIds(streams[a], streams[b]));
    const sorted = order.map((index) => streams[index] as PlannedStream);
    const rows = await this.statements.rows(appendGroupStatement, groupParameters(sorted));
    const answers = groupAnswers(sorted, rows);
    const inOrder: (Appended | undefined)[] = streams.map(() => undefined);
    for (const [place, index] of order.entries()) inOrder[index] = answers[place];
    return inOrder;
  }

  private async appendAlone({ stream, commandId }: SingleAppend): Promise<Appended> {
    try {
      const [row] = await this.statements.rows(appendStatement, appendParameters(stream));
      const columns = row as (string | null)[];
      return toAppended(stream.streamId, columns, columns[3] === 't');
    } catch (error) {
      return (await this.duplicateOrThrow(error, [stream], commandId))[0] as Appended;
    }
  }

  /**
   * Throws RepeatedAppend when the command had been appended before: its inline rows are there, and ours must go; and
   * IdempotencyMismatchError when some of its streams had been: the command was another one then.
   */
  private async appendAll(
    em: SqlEntityManager,
    planned: readonly PlannedStream[],
    commandId: string,
    inline: AppendOptions['inline'],
  ): Promise<AppendResult> {
    await inline?.(
      em,
      planned.flatMap(({ events }) => events),
    );
    const rows: Appended[] = [];
    for (const stream of planned) {
      const sql = 'SELECT version, first_position, last_position, duplicate FROM es.append(?, ?, ?::bigint, ?::jsonb)';
      const [row] = await em.execute<{ [column: string]: string | boolean }[]>(sql, appendParameters(stream));
      const { version, first_position, last_position, duplicate } = row ?? {};
      rows.push(toAppended(stream.streamId, [version, first_position, last_position] as string[], duplicate === true));
    }
    const result = resultOf(rows);
    if (!result.duplicate && rows.some(({ duplicate }) => duplicate)) throw new IdempotencyMismatchError(commandId);
    if (inline && result.duplicate) throw new RepeatedAppend(result);
    return result;
  }

  /** A unique violation, be it of an inline row, may be the trace of a twin that was faster: then its answer is ours. */
  private async duplicateOrThrow(
    error: unknown,
    planned: readonly PlannedStream[],
    commandId: string,
  ): Promise<Appended[]> {
    if (!isUniqueViolation(error)) throw translateAppendError(error, planned, commandId);
    const rows: Appended[] = [];
    for (const stream of planned) {
      const [row] = await this.statements.rows(duplicateStatement, [stream.streamId, eventsJson(stream)]);
      const [, , , known, same] = row ?? [];
      if (Number(known ?? 0) === 0 && !isRepeatedEventId(error)) throw error;
      if (!row || Number(same) !== stream.events.length) throw new IdempotencyMismatchError(commandId);
      rows.push(toAppended(stream.streamId, row, true));
    }
    return rows;
  }
}

/**
 * Cuts a batch into sets that one statement can take, by index: of one kind (any version, or an expected one), of bounded
 * size, and with an expected version each stream at most once, since the second append expects what the first makes.
 */
function chunksOf(items: readonly SingleAppend[]): number[][] {
  const chunks: number[][] = [];
  let chunk: number[] = [];
  let events = 0;
  let streams = new Set<string>();
  const any = (index: number | undefined) => index !== undefined && items[index]?.stream.expectedVersion === 'any';
  for (const [index, { stream }] of items.entries()) {
    const mixes = chunk.length > 0 && any(chunk[0]) !== any(index);
    const repeats = !any(index) && streams.has(stream.streamId);
    if (mixes || repeats || events + stream.events.length > BATCH_EVENTS) {
      if (chunk.length > 0) chunks.push(chunk);
      [chunk, events, streams] = [[], 0, new Set()];
    }
    chunk.push(index);
    streams.add(stream.streamId);
    events += stream.events.length;
  }
  if (chunk.length > 0) chunks.push(chunk);
  return chunks;
}

function compareIds(a: PlannedStream | undefined, b: PlannedStream | undefined): number {
  return (a?.streamId ?? '') < (b?.streamId ?? '') ? -1 : 1;
}

function resultOf(streams: readonly Appended[]): AppendResult {
  return {
    position: Math.max(...streams.map(({ lastPosition }) => lastPosition)),
    duplicate: streams.every(({ duplicate }) => duplicate),
    streams: streams.map(({ duplicate: _, ...stream }) => stream),
  };
}
