import { BaseRpcContext } from '@nestjs/microservices';

export interface MessageFacts {
  /** Key of the Redis stream. */
  readonly stream: string;
  /** Entry id; `<position>-0` for events of the store. A redriven dead letter keeps the id that it had first. */
  readonly id: string;
  readonly group: string;
  /** Wire type of an event, pattern of a request. */
  readonly pattern: string;
  /** What the entry is ordered by; empty for requests. */
  readonly key: string;
  /** 1 on the first delivery to a handler. */
  readonly attempt: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Name of this process in the group; events only. */
  readonly consumer?: string;
  /** Epoch milliseconds after which nobody waits for the answer; requests only. */
  readonly deadline?: number;
  /** Grows with every change of a shard's owner: lets a side effect refuse a paused zombie. Events only. */
  readonly fence?: number;
}

/** What a handler can know of its message: `@Ctx() context: RedisStreamsContext`. */
export class RedisStreamsContext extends BaseRpcContext<[MessageFacts]> {
  constructor(readonly facts: MessageFacts) {
    super([facts]);
  }

  /** What the sender added: traceparent, correlation id, ids of the event. */
  get headers(): Readonly<Record<string, unknown>> {
    return this.facts.headers;
  }

  get attempt(): number {
    return this.facts.attempt;
  }

  get id(): string {
    return this.facts.id;
  }

  get key(): string {
    return this.facts.key;
  }

  get fence(): number | undefined {
    return this.facts.fence;
  }

  /** The event's position in the store. */
  get position(): number {
    return Number(this.facts.id.split('-')[0]);
  }

  /** Milliseconds that are left until the caller gives up; infinite for events. */
  remainingMs(now = Date.now()): number {
    return this.facts.deadline === undefined ? Number.POSITIVE_INFINITY : this.facts.deadline - now;
  }
}
