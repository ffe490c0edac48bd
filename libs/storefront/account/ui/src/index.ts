export { AddressBlock } from './lib/address-block';
export { OrderTimeline } from './lib/order-timeline';
export { PasswordField } from './lib/password-field';
export { StatusBadge } from './lib/status-badge';
export { wordsFor, wordsForOrder, type StatusWords } from './lib/status-words';
export { WaitingBar } from './lib/waiting-bar';
