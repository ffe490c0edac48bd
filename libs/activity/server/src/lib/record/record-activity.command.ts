import { Command } from '@nestjs/cqrs';
import type { ActivityRpc } from '@mercury/activity/contracts';

/** Records a beacon; resolves when its events are durable. */
export class RecordActivity extends Command<ActivityRpc['activity.record']['response']> {
  constructor(readonly request: ActivityRpc['activity.record']['request']) {
    super();
  }
}
