import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import type { ActivityRpc } from '@mercury/activity/contracts';
import { REDIS_STREAMS } from '@mercury/platform/redis-streams';
import { RecordActivity } from './record/record-activity.command';

/** The door of the behaviour collector. */
@Controller()
export class ActivityController {
  constructor(private readonly commands: CommandBus) {}

  @MessagePattern('activity.record', REDIS_STREAMS)
  record(@Payload() request: ActivityRpc['activity.record']['request']) {
    return this.commands.execute(new RecordActivity(request));
  }
}
