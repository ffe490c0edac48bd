import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ActivityBatchDto } from '@mercury/activity/contracts';
import { eventOf, eventTime } from '@mercury/activity/domain';
import { Clock } from '@mercury/shared/util-ids';
import { ActivityMetrics } from '../activity-metrics';
import { admit } from './admit';
import type { Behaviour } from './behaviour';
import { GroupCommit } from './group-commit';
import { RecordActivity } from './record-activity.command';

/** Admits, corrects the times, and answers when the commit that carries the beacon's events is durable. */
@CommandHandler(RecordActivity)
export class RecordActivityHandler implements ICommandHandler<RecordActivity> {
  constructor(
    private readonly commits: GroupCommit,
    private readonly clock: Clock,
    private readonly metrics: ActivityMetrics,
  ) {}

  async execute({ request }: RecordActivity) {
    const beacon = this.metrics.countingRefusals(() => admit(request));
    const behaviours = this.behavioursOf(beacon, request.visitorId);
    this.metrics.count('too_old', beacon.events.length - behaviours.length);
    if (behaviours.length === 0) return { accepted: 0, position: 0 };
    const { position, repeated } = await this.commits.record(behaviours);
    this.metrics.count('accepted', behaviours.length - repeated);
    this.metrics.count('repeated', repeated);
    return { accepted: behaviours.length, position };
  }

  private behavioursOf({ sessionId, sentAt, events }: ActivityBatchDto, visitorId: string): Behaviour[] {
    const times = { sentAt: new Date(sentAt), receivedAt: this.clock.now() };
    return events.flatMap((behaviour) => {
      const occurredAt = eventTime(new Date(behaviour.occurredAt), times)?.toISOString();
      if (!occurredAt) return [];
      return [{ id: behaviour.id, event: eventOf(behaviour, { visitorId, sessionId, occurredAt }) }];
    });
  }
}
