import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** Ends with the line that the checks count: `N passed, N failed`. A skipped or flaky test is not a green one. */
class CountReporter implements Reporter {
  private readonly passed = new Set<string>();
  private readonly failed = new Set<string>();
  private broken = 0;

  onTestEnd(test: TestCase, result: TestResult): void {
    const green = result.status === 'passed' && result.retry === 0;
    (green ? this.passed : this.failed).add(test.id);
  }

  /** A file that does not load is no test, and no success either. */
  onError(): void {
    this.broken += 1;
  }

  onEnd(): void {
    console.log(`${this.passed.size} passed, ${this.failed.size + this.broken} failed`);
  }

  printsToStdio(): boolean {
    return true;
  }
}

// Playwright loads reporters by their default export.
export default CountReporter;
