import { Command } from '@nestjs/cqrs';
import type { RiskAssessment, RiskRpc } from '@mercury/risk/contracts';

/** A person's answer to a review: final, once. */
export class ResolveReview extends Command<RiskAssessment> {
  constructor(readonly request: RiskRpc['risk.resolve-review']['request']) {
    super();
  }
}
