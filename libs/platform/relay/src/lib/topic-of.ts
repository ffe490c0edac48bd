/** The topics of the house: behaviour is voluminous and has few readers, so it has a topic of its own. */
export const topics = ['commerce', 'activity'] as const;
export type Topic = (typeof topics)[number];

/** The topic that an event type is relayed to. */
export function topicOf(eventType: string): Topic {
  return eventType.startsWith('activity.') ? 'activity' : 'commerce';
}
