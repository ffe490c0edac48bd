/** What a shopper may choose; `system` follows the machine. */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Where a chosen theme is kept in the browser. index.html reads it before the first paint. */
export const THEME_KEY = 'mercury.theme';
