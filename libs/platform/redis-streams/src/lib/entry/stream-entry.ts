import { MalformedEntryError } from '../errors/transport-errors';

/** One row of an XREADGROUP, XRANGE or XAUTOCLAIM reply. */
export type RawEntry = [id: string, fields: string[] | null];

/** An entry of a shard as its consumers see it. What costs time is parsed when it is asked for. */
export class StreamEntry {
  private parsedHeaders: Readonly<Record<string, unknown>> | undefined;

  constructor(
    /** `<position>-0` on streams that the relay fills; `<ms>-<n>` elsewhere. */
    readonly id: string,
    readonly key: string,
    /** Wire type: `orders.order.placed.v1`. */
    readonly pattern: string,
    /** JSON text. */
    readonly data: string,
    private readonly headerText: string | undefined,
    private readonly prevText: string | undefined,
    /** Of a redriven dead letter: the id that it had on its shard's stream. */
    readonly originalId: string | undefined,
  ) {}

  /** The event's position in the store, from the id. */
  get position(): number {
    const { id } = this;
    return Number(id.slice(0, id.indexOf('-')));
  }

  /** The position before this one in its shard, on streams that the relay fills: a reader that was not there has a hole. */
  get prev(): number | undefined {
    return this.prevText === undefined ? undefined : Number(this.prevText);
  }

  /** Throws MalformedEntryError when they are no JSON object. */
  get headers(): Readonly<Record<string, unknown>> {
    return (this.parsedHeaders ??= this.parseHeaders());
  }

  /** The payload. Throws MalformedEntryError when it is no JSON. */
  parseData(): unknown {
    try {
      return JSON.parse(this.data);
    } catch (cause) {
      throw new MalformedEntryError(`stream entry ${this.id} has malformed data`, { cause });
    }
  }

  /** Roughly what the entry takes in memory. */
  get bytes(): number {
    return 200 + 2 * this.data.length + 2 * (this.headerText?.length ?? 0);
  }

  private parseHeaders(): Readonly<Record<string, unknown>> {
    if (!this.headerText) return {};
    let headers: unknown;
    try {
      headers = JSON.parse(this.headerText);
    } catch (cause) {
      throw new MalformedEntryError(`stream entry ${this.id} has malformed headers`, { cause });
    }
    if (typeof headers !== 'object' || headers === null)
      throw new MalformedEntryError(`stream entry ${this.id} has malformed headers`);
    return headers as Record<string, unknown>;
  }
}

/** Reads the fields k, p, d, h, prev. Throws MalformedEntryError on an entry that is not ours: the caller dead-letters it. */
export function parseEntry([id, fields]: RawEntry): StreamEntry {
  let key = '';
  let pattern, data, headers, prev, originalId: string | undefined;
  for (let at = 0; fields && at + 1 < fields.length; at += 2) {
    const value = fields[at + 1] as string;
    switch (fields[at]) {
      case 'k':
        key = value;
        break;
      case 'p':
        pattern = value;
        break;
      case 'd':
        data = value;
        break;
      case 'h':
        headers = value;
        break;
      case 'prev':
        prev = value;
        break;
      case 'x-id':
        originalId = value;
        break;
    }
  }
  if (pattern === undefined || data === undefined)
    throw new MalformedEntryError(`stream entry ${id} has no pattern or no data`);
  return new StreamEntry(id, key, pattern, data, headers, prev, originalId);
}
