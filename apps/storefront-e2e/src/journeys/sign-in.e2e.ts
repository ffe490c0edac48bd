import { ApiShopper } from '../support/api-shopper';
import { addToCart } from '../support/checkout';
import { plentiful } from '../support/find-product';
import { someone } from '../support/people';
import { expect, test } from '../support/test';

test('signing in takes the cart along, says so, and leads back to where one was', async ({ page, baseURL }) => {
  const ada = someone();
  const elsewhere = await ApiShopper.arrive(baseURL ?? '');
  await elsewhere.register(ada);
  const before = await plentiful(elsewhere, 'blanket');
  const later = await plentiful(elsewhere, 'mug');
  await elsewhere.add(before.variant.variantId, 1);
  await elsewhere.leave();

  await page.goto(`/p/${later.product.slug}`);
  await addToCart(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.goto('/orders');
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('Email', { exact: true }).fill(ada.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(ada.password);
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();

  await page.waitForURL(/\/orders$/);
  await expect(page.getByText('Signed in as Ada')).toBeVisible();
  await page
    .getByRole('link', { name: /^Cart, 2 items/ })
    .or(page.getByRole('button', { name: /^Cart, 2 items/ }))
    .click();
  await expect(
    page.getByText(/Your cart came with you and joined what your account had: 2 items\./).last(),
  ).toBeVisible();
  await expect(page.getByText(before.product.title).first()).toBeVisible();
  await expect(page.getByText(later.product.title).first()).toBeVisible();
});

test('a wrong password is refused without saying which of the two was wrong', async ({ page, quiet }) => {
  quiet.expectConsole(/status of 401/);
  await page.goto('/login');
  await page.getByLabel('Email', { exact: true }).fill(someone().email);
  await page.getByRole('textbox', { name: 'Password' }).fill('not the one at all');
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('do not go together');
});

test('making an account signs in, and signing out leaves nothing behind', async ({ page }) => {
  const ada = someone();
  await page.goto('/register?returnTo=/orders');
  await page.getByLabel('Name', { exact: true }).fill(ada.displayName);
  await page.getByLabel('Email', { exact: true }).fill(ada.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(ada.password);
  await page.getByRole('button', { name: 'Make the account' }).click();
  await page.waitForURL(/\/orders$/);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('Signed in as')).toHaveCount(0);
});
