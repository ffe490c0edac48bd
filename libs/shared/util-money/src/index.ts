export { formatMoney } from './lib/format-money';
export { percentageOf } from './lib/percentage-of';
