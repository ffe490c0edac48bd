import { defineConfig, devices } from '@playwright/test';

/**
 * The shop in Debian's Chromium, against a shop that runs (`MERCURY_E2E_URL`). One after another: the journeys share
 * stock and trends. No retries: what passes only sometimes has failed.
 */
export default defineConfig({
  testDir: './src/journeys',
  testMatch: '*.e2e.ts',
  outputDir: '../../tmp/storefront-e2e',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 240_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['./src/support/count-reporter.ts']],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: process.env['MERCURY_E2E_URL'] ?? 'http://localhost:4200',
    viewport: { width: 1280, height: 900 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    actionTimeout: 20_000,
    navigationTimeout: 45_000,
    launchOptions: {
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
    },
  },
});
