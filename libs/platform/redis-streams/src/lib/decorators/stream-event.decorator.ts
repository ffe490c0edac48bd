import { EventPattern } from '@nestjs/microservices';
import { REDIS_STREAMS } from '../constants';

/**
 * Handles events of a topic: resolve acknowledges, throw retries. `@StreamEvent('commerce', 'orders.order.placed.v1')`. Several
 * types may be named; a second decorator on one method would replace the first, as any of Nest's.
 */
export function StreamEvent(topic: string, ...wireTypes: readonly [string, ...string[]]): MethodDecorator {
  return EventPattern<string[]>(
    wireTypes.map((wireType) => eventPattern(topic, wireType)),
    REDIS_STREAMS,
  );
}

/** The name under which Nest knows the handler. */
export function eventPattern(topic: string, wireType: string): string {
  return `${topic}/${wireType}`;
}
