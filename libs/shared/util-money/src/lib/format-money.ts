/** Money for people: `formatMoney(129900, 'EUR')` is `€1,299.00`. `minor` is in the currency's smallest unit. */
export function formatMoney(minor: number, currency: string, locale = 'en-IE'): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits);
}
