import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ResolveReviewDto, type RiskAssessment, type RiskReviewItem } from '@mercury/risk/contracts';
import type { Caller } from '../caller/caller';
import { CurrentCaller } from '../caller/current-caller.decorator';
import { CommandId } from '../idempotency/command-id.decorator';
import { Answers } from '../openapi/answers.decorator';
import { deadlines, Services } from '../rpc/services';
import { PathId } from '../validation/path-id.pipe';
import { ListReviewsQuery } from './risk.dto';

/** Orders that wait for a person to judge them. */
@ApiTags('risk')
@Controller('api/admin/risk/reviews')
export class RiskReviewsController {
  constructor(private readonly services: Services) {}

  @Get()
  @Answers('RiskReviewItem', { list: true })
  list(@Query() query: ListReviewsQuery): Promise<RiskReviewItem[]> {
    return this.services.call('risk.list-reviews', { ...query }, deadlines.read);
  }

  @Post(':assessmentId')
  @HttpCode(200)
  @Answers('RiskAssessment')
  resolve(
    @Param('assessmentId', PathId) assessmentId: string,
    @Body() { decision, note }: ResolveReviewDto,
    @CurrentCaller() { session }: Caller,
    @CommandId() commandId: string,
  ): Promise<RiskAssessment> {
    const request = { commandId, assessmentId, decision, note, resolvedBy: session?.accountId ?? 'unknown' };
    return this.services.call('risk.resolve-review', request, deadlines.command);
  }
}
