import { EventPattern } from '@nestjs/microservices';
import { REDIS_STREAMS } from '../constants';

/** Handles one event type of a topic: resolve acknowledges, throw retries. `@StreamEvent('commerce', 'orders.order.placed.v1')`. */
export function StreamEvent(topic: string, wireType: string): MethodDecorator {
  return EventPattern<string>(eventPattern(topic, wireType), REDIS_STREAMS);
}

/** The name under which Nest knows the handler. */
export function eventPattern(topic: string, wireType: string): string {
  return `${topic}/${wireType}`;
}
