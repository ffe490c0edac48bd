import type { ActivityBatchDto } from './activity-batch.dto';

/** Requests that `events` answers (RPC name `activity`). Accepted means durable in the event store. */
export interface ActivityRpc {
  'activity.record': {
    request: { visitorId: string; userAgent: string; batch: ActivityBatchDto };
    response: { accepted: number; position: number };
  };
}
