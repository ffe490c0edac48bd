export { entriesOf, REMEMBERED_PLACES, type Place } from './lib/ranking';
export { scopePattern } from './lib/scope';
export { newestVotes, voteOf, votingEvents, weights, type Vote, type VoteKind } from './lib/vote';
export { expiredAt, minuteOf, WINDOW_MINUTES } from './lib/window';
