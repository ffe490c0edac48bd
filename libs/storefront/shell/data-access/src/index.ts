export { ActivityTracker } from './lib/activity/activity-tracker';
export { ApiProblem, type FieldProblem } from './lib/api/api-problem';
export { newIntent, withIntent } from './lib/api/intent';
export { provideStorefrontApi } from './lib/api/provide-storefront-api';
export { PageMeta, type PageDescription } from './lib/page/page-meta';
export { provideSession } from './lib/session/provide-session';
export { SessionActions, SessionApiActions } from './lib/session/session.actions';
export {
  selectAccount,
  selectCsrfToken,
  selectSessionKnown,
  selectSessionStatus,
  selectSignedIn,
} from './lib/session/session.feature';
export { eventStream } from './lib/stream/event-stream';
