import { test as base, expect, type Page } from '@playwright/test';
import { simulatorHeaders } from './shop-secrets';

/** What a page may say in its console and be well all the same: the browser's own lines about answers that a test asked for. */
interface Quiet {
  /** Lines that match are expected in this test, for example the browser's note of a 409. */
  expectConsole(pattern: RegExp): void;
}

/** Every page of a test is listened to: an error in its console, a broken hydration or a thrown error fails the test. */
export const test = base.extend<{ quiet: Quiet; complaints: string[] }>({
  // Playwright reads what a fixture needs from the braces; these two need nothing.
  // eslint-disable-next-line no-empty-pattern
  extraHTTPHeaders: async ({}, use) => use(simulatorHeaders()),
  // eslint-disable-next-line no-empty-pattern
  complaints: async ({}, use) => use([]),
  quiet: async ({ complaints }, use) => {
    const expected: RegExp[] = [];
    await use({ expectConsole: (pattern) => expected.push(pattern) });
    const unexpected = complaints.filter((line) => !expected.some((pattern) => pattern.test(line)));
    expect(unexpected, 'errors in the console').toEqual([]);
  },
  context: async ({ context, complaints, quiet }, use) => {
    void quiet;
    context.on('page', (page) => listen(page, complaints));
    await use(context);
  },
});

export { expect };

/** Notes what goes wrong in a page; for pages of contexts that a test opens itself. */
export function listen(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(`${page.url()} threw ${error.message}`));
  page.on('console', (message) => {
    const hydration = /NG05\d\d|hydrat/i.test(message.text());
    if (message.type() === 'error' || hydration)
      complaints.push(`${page.url()} said ${message.text()} (${message.location().url})`);
  });
}
