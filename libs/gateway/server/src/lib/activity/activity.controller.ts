import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ActivityBatchDto } from '@mercury/activity/contracts';
import type { Caller } from '../caller/caller';
import { CurrentCaller } from '../caller/current-caller.decorator';
import { Answers } from '../openapi/answers.decorator';
import { deadlines, Services } from '../rpc/services';

const MAX_AGENT = 400;

/** What browsers tell of what their visitors do. The batch's own id makes a repeated beacon count once. */
@ApiTags('activity')
@Controller('api/activity')
export class ActivityController {
  constructor(private readonly services: Services) {}

  @Post()
  @HttpCode(202)
  @Answers('ActivityReceipt', { status: 202 })
  async record(
    @Body() batch: ActivityBatchDto,
    @CurrentCaller() { visitorId, simulator }: Caller,
    @Headers('user-agent') agent = '',
  ): Promise<{ accepted: number }> {
    const userAgent = agent.slice(0, MAX_AGENT);
    const request = { visitorId, userAgent, batch, ...(simulator && { trusted: true }) };
    const { accepted } = await this.services.call('activity.record', request, deadlines.command);
    return { accepted };
  }
}
