export { PayPanel } from './lib/pay-panel/pay-panel';
