import { BaseRpcContext } from '@nestjs/microservices';

export interface MessageFacts {
  /** Key of the Redis stream. */
  readonly stream: string;
  /** Entry id; `<position>-0` for events of the store. */
  readonly id: string;
  readonly group: string;
  /** 1 on the first delivery to a handler. */
  readonly attempt: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds after which nobody waits for the answer; requests only. */
  readonly deadline?: number;
  /** Grows with every change of a shard's owner: lets a side effect refuse a paused zombie. */
  readonly fence?: number;
}

/** What a handler can know of its message: `@Ctx() context: RedisStreamsContext`. */
export class RedisStreamsContext extends BaseRpcContext<[MessageFacts]> {
  constructor(readonly facts: MessageFacts) {
    super([facts]);
  }

  get headers(): Readonly<Record<string, unknown>> {
    return this.facts.headers;
  }

  get attempt(): number {
    return this.facts.attempt;
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
