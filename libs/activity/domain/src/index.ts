export { eventOf, missingFields, type Circumstances } from './lib/behaviour';
export { isBot } from './lib/bot';
export { eventTime, type BeaconTimes } from './lib/event-time';
export { purchasesOf, purchaseSession, type ConfirmedOrder } from './lib/purchase';
