import { formatMoney } from '@mercury/shared/util-money';
import { duration } from './report-text';
import type { Tally } from './tally';

/** The run so far in one line. */
export function statusLine(tally: Tally, shoppers: number, seconds: number, currency: string): string {
  const { sessions, views, adds, placed, confirmed, inReview, declined, revenueMinor } = tally.counts;
  const refused = [...tally.refusals.values()].reduce((sum, { count }) => sum + count, 0);
  const failed = [...tally.failures.values()].reduce((sum, { count }) => sum + count, 0);
  return [
    duration(seconds),
    `${shoppers} shoppers`,
    `${sessions} visits`,
    `${views} views`,
    `${adds} adds`,
    `${placed} orders: ${confirmed} confirmed, ${inReview} in review, ${declined} declined`,
    formatMoney(revenueMinor, currency),
    ...(refused > 0 ? [`${refused} refused`] : []),
    ...(failed > 0 ? [`${failed} FAILED`] : []),
  ].join(' · ');
}
