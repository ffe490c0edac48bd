export { ActivityBatchDto, behaviourKinds, BehaviourDto, MAX_BATCH_EVENTS } from './lib/activity-batch.dto';
export type { ActivityEvent, ActivityEventType } from './lib/activity.events';
export type { ActivityRpc } from './lib/activity.rpc';
