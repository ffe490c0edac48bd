import { Command } from '@nestjs/cqrs';
import type { RiskAssessment, RiskRpc } from '@mercury/risk/contracts';

/** Judges one payment. The same command id gets its first answer again. */
export class AssessPayment extends Command<RiskAssessment> {
  constructor(readonly request: RiskRpc['risk.assess']['request']) {
    super();
  }
}
