/** A number from the command line; throws one sentence when it is none, or not within its bounds. */
export function numberOption(
  name: string,
  text: string | undefined,
  fallback: number,
  least = 0,
  most = Infinity,
): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (text.trim() === '' || !(value >= least && value <= most))
    throw new Error(
      `--${name} "${text}" must be a number ${most === Infinity ? `from ${least}` : `from ${least} to ${most}`}`,
    );
  return value;
}
