import { formatMoney } from '@mercury/shared/util-money';
import type { Counts, Noted, Tally } from './tally';

export interface ReportInput {
  readonly tally: Tally;
  readonly seconds: number;
  readonly currency: string;
  /** Lines of the input that were left out. */
  readonly badLines?: readonly { readonly line: number; readonly reason: string }[];
}

const rows: readonly (readonly [keyof Counts, string])[] = [
  ['visitors', 'visitors'],
  ['sessions', 'sessions'],
  ['searches', 'searches'],
  ['views', 'products viewed'],
  ['adds', 'cart adds'],
  ['units', '  units'],
  ['abandoned', 'carts left behind'],
  ['placed', 'orders placed'],
  ['confirmed', '  confirmed'],
  ['inReview', '  in review'],
  ['cancelled', '  cancelled'],
  ['expired', '  expired'],
  ['declined', 'payments declined'],
  ['challenged', '3-D Secure challenges approved'],
  ['unsettled', 'orders without an end in time'],
  ['leftOut', 'items left out of full carts'],
  ['retries', 'requests repeated'],
];
/** Shown even when they are nothing. */
const always = new Set<keyof Counts>([
  'sessions',
  'views',
  'adds',
  'units',
  'placed',
  'confirmed',
  'declined',
  'inReview',
]);

/** What a run did, for people: counts, then why orders ended, then what was refused, failed, and invalid. */
export function reportText({ tally, seconds, currency, badLines = [] }: ReportInput): string {
  const { counts } = tally;
  const lines = rows
    .filter(([name]) => always.has(name) || counts[name] > 0)
    .map(([name, title]) => `  ${title.padEnd(34)}${counts[name].toLocaleString('en-IE').padStart(12)}`);
  const revenue = formatMoney(counts.revenueMinor, currency);
  lines.push(`  ${'revenue'.padEnd(34)}${revenue.padStart(12)}`);
  return [
    `\nDone in ${duration(seconds)}`,
    ...lines,
    ...section('Orders that ended without a sale', tally.reasons),
    ...section('Refused by the shop', tally.refusals, 'Refused by the shop: nothing'),
    ...section('Failed', tally.failures),
    ...(badLines.length > 0 ? [`Invalid rows: ${badLines.length}`] : []),
    ...badLines.map(({ line, reason }) => `  line ${line}: ${reason}`),
  ].join('\n');
}

/** `125` → `2 min 05 s`. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${String(Math.floor(seconds % 60)).padStart(2, '0')} s`;
}

function section(title: string, notes: ReadonlyMap<string, Noted>, none?: string): string[] {
  if (notes.size === 0) return none ? [none] : [];
  const sorted = [...notes].sort(([, a], [, b]) => b.count - a.count);
  return [title, ...sorted.flatMap(([name, { count, example }]) => [`  ${count} × ${name}`, `      ${example}`])];
}
