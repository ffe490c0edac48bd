import type { ActivityBatchDto } from './activity-batch.dto';

/**
 * Requests that `events` answers (RPC name `activity`). Accepted means durable in the event store, now or by an earlier
 * beacon. Refused with `activity.bot` (403), `activity.too_large` (413), `request.invalid` (422), `activity.overloaded` (503).
 */
export interface ActivityRpc {
  'activity.record': {
    request: {
      visitorId: string;
      userAgent: string;
      batch: ActivityBatchDto;
      /** The caller has proved that it is ours (the simulator): whatever its user agent says, it is no bot. */
      trusted?: boolean;
    };
    response: { accepted: number; position: number };
  };
}
