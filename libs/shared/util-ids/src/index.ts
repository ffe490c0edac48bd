export { Clock, SystemClock } from './lib/clock';
export { deterministicId } from './lib/deterministic-id';
export { IdGenerator, RandomIdGenerator } from './lib/id-generator';
