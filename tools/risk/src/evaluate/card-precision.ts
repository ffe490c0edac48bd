/** A scored row of a test week. `customer` stands for the card. */
export interface ScoredRow {
  readonly day: number;
  readonly customer: number;
  readonly score: number;
  readonly label: number;
}

/**
 * Card precision at `top`: each day the `top` customers with the highest score are checked (ties: the smaller id first); a
 * customer who was checked is out on later days. The mean over the days of the share of them who were defrauded that day.
 */
export function cardPrecision(rows: readonly ScoredRow[], top: number): number {
  const days = [...new Set(rows.map(({ day }) => day))].sort((a, b) => a - b);
  const detected = new Set<number>();
  let sum = 0;
  for (const day of days) {
    const customers = new Map<number, { customer: number; score: number; label: number }>();
    for (const row of rows) {
      if (row.day !== day || detected.has(row.customer)) continue;
      const { score, label } = customers.get(row.customer) ?? { score: -Infinity, label: 0 };
      customers.set(row.customer, {
        customer: row.customer,
        score: Math.max(score, row.score),
        label: Math.max(label, row.label),
      });
    }
    const best = [...customers.values()].sort((a, b) => b.score - a.score || a.customer - b.customer).slice(0, top);
    sum += best.reduce((found, { label }) => found + label, 0) / top;
    for (const { customer, label } of best) if (label === 1) detected.add(customer);
  }
  return sum / days.length;
}
