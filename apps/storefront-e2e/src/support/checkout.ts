import { expect, type Page } from '@playwright/test';
import { address, someone } from './people';

/** Puts the product on the page into the cart; its drawer says so. */
export async function addToCart(page: Page): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'Add to cart' }).first().click();
  await expect(page.getByRole('dialog', { name: /^Cart/ })).toBeVisible();
  // What is shown at once must be true a moment later.
  await expect(page.getByText('Saving …')).toHaveCount(0);
}

/** The first two steps of the checkout, as a person types them. */
export async function fillContactAndShipping(page: Page, email = someone().email): Promise<void> {
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Full name').fill(address.name);
  await page.getByLabel('Street and number').fill(address.line1);
  await page.getByLabel('Postal code').fill(address.postalCode);
  await page.getByLabel('Town or city').fill(address.city);
  await page.getByRole('button', { name: 'Go on to shipping' }).click();
  await page.getByRole('button', { name: 'Go on to payment' }).click();
  await expect(page.getByLabel('Card number')).toBeVisible();
}

/** Types a card and presses "Pay". */
export async function payWith(page: Page, number: string): Promise<void> {
  await expect(page.getByLabel('Name on the card')).toHaveValue(address.name);
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Expiry date').fill('12 / 34');
  await page.getByLabel('Security code').fill('123');
  await page.getByRole('button', { name: /^Pay / }).click();
}

/** Waits for the order's page to say how the order stands. */
export async function expectHeadline(page: Page, headline: string | RegExp): Promise<void> {
  await page.waitForURL(/\/orders\/[0-9a-f-]{36}/);
  await expect(page.getByRole('heading', { level: 1, name: headline })).toBeVisible({ timeout: 45_000 });
}

/** The steps of the order's timeline, the newest first. */
export function timeline(page: Page) {
  return page.getByRole('region', { name: 'What happened so far' }).getByRole('listitem');
}
