const DEFAULT_RATE = 2_000;

/**
 * Standard rates of value added tax by destination, in basis points, as of 2026. One rate a country: reduced rates and
 * countries outside this table (taken at 20 %) wait for real tax classes.
 */
const rates: Readonly<Record<string, number>> = {
  AT: 2_000,
  BE: 2_100,
  CZ: 2_100,
  DE: 1_900,
  DK: 2_500,
  ES: 2_100,
  FI: 2_550,
  FR: 2_000,
  GR: 2_400,
  IE: 2_300,
  IT: 2_200,
  LU: 1_700,
  NL: 2_100,
  PL: 2_300,
  PT: 2_300,
  SE: 2_500,
};

/** The rate for a destination (ISO 3166-1 alpha-2), in basis points. */
export function taxRateOf(country: string): number {
  return rates[country.toUpperCase()] ?? DEFAULT_RATE;
}

/** How much of a gross price is tax, rounded half up to a whole minor unit. Integers throughout. */
export function taxContainedIn(grossMinor: number, basisPoints: number): number {
  const whole = 10_000 + basisPoints;
  return Math.floor((2 * grossMinor * basisPoints + whole) / (2 * whole));
}
