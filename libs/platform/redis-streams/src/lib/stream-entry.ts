/** An entry of a shard as its consumers see it. `data` is JSON text: parsed by who needs it. */
export interface StreamEntry {
  /** `<position>-0` on streams that the relay fills; `<ms>-<n>` elsewhere. */
  readonly id: string;
  /** The event's position in the store, from the id. */
  readonly position: number;
  readonly key: string;
  /** Wire type: `orders.order.placed.v1`. */
  readonly pattern: string;
  readonly data: string;
  readonly headers: Readonly<Record<string, unknown>>;
  /** The position before this one in its shard, on streams that the relay fills: a reader that was not there has a hole. */
  readonly prev?: number;
}

/** One row of an XREADGROUP, XRANGE or XAUTOCLAIM reply. */
export type RawEntry = [id: string, fields: string[] | null];

/** Reads the fields k, p, d, h. Throws on an entry that is not ours: the caller dead-letters it. */
export function parseEntry([id, fields]: RawEntry): StreamEntry {
  const record: Record<string, string> = {};
  for (let index = 0; index + 1 < (fields?.length ?? 0); index += 2)
    record[fields?.[index] as string] = fields?.[index + 1] as string;
  const { k, p, d, h, prev } = record;
  if (p === undefined || d === undefined) throw new Error(`stream entry ${id} has no pattern or no data`);
  const headers: unknown = h ? JSON.parse(h) : {};
  if (typeof headers !== 'object' || headers === null) throw new Error(`stream entry ${id} has malformed headers`);
  return {
    id,
    position: Number(id.split('-')[0]),
    key: k ?? '',
    pattern: p,
    data: d,
    headers: headers as Record<string, unknown>,
    ...(prev !== undefined && { prev: Number(prev) }),
  };
}
