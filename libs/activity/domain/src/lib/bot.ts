// Names that robots give themselves; a browser's user agent holds none of them.
const robots =
  /bot\b|crawl|spider|slurp|scrap|headless|phantom|puppeteer|playwright|selenium|lighthouse|preview|monitor|fetch|curl|wget|python|java\/|okhttp|go-http|axios|node|libwww|httpclient|postman|facebookexternalhit|mediapartners|archiver|validator/i;

/** True for a user agent that is no person's browser: robots name themselves, and every browser sends something. */
export function isBot(userAgent: string): boolean {
  return !userAgent.trim() || robots.test(userAgent);
}
