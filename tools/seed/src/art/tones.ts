/** A colour as light falls on it. */
export interface Tones {
  readonly light: string;
  readonly base: string;
  readonly dark: string;
  readonly deep: string;
}

/** The tones of a hex colour. */
export const tonesOf = (hex: string): Tones => ({
  light: mix(hex, '#ffffff', 0.28),
  base: hex,
  dark: mix(hex, '#1b1512', 0.22),
  deep: mix(hex, '#1b1512', 0.48),
});

/** `share` of `b` in `a`. */
export function mix(a: string, b: string, share: number): string {
  const channel = (hex: string, at: number) => parseInt(hex.slice(at, at + 2), 16);
  return `#${[1, 3, 5]
    .map((at) => Math.round(channel(a, at) * (1 - share) + channel(b, at) * share))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`;
}
