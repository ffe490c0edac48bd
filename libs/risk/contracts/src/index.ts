export { ResolveReviewDto } from './lib/resolve-review.dto';
export type { RiskDecision, RiskEvent, RiskReason } from './lib/risk.events';
export type { RiskAssessment, RiskReviewItem, RiskRpc } from './lib/risk.rpc';
