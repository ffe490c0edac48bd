import { topicOf } from '@mercury/platform/relay';
import type { Projection } from './projection';

/** The event types that a projection folds, of the topics that it is fed from. */
export function handledTypes({ handles, topics }: Projection): readonly string[] {
  return handles.filter((type) => topics.includes(topicOf(type)));
}
