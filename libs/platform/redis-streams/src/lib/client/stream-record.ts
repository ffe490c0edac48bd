/** What `emit('topic/type', …)` sends when more than data belongs to the message. */
export class StreamRecord<Data = unknown> {
  constructor(
    readonly data: Data,
    readonly options: StreamRecordOptions,
  ) {}
}

export interface StreamRecordOptions {
  /** Entries with one key are handled in order. */
  readonly key: string;
  readonly headers?: Readonly<Record<string, unknown>>;
}
