import { ApiShopper } from '../support/api-shopper';
import { addToCart } from '../support/checkout';
import { plentiful } from '../support/find-product';
import { expect, test } from '../support/test';

test.beforeEach(async ({ page, baseURL }) => {
  const shopper = await ApiShopper.arrive(baseURL ?? '');
  const { product } = await plentiful(shopper);
  await shopper.leave();
  await page.goto(`/p/${product.slug}`);
  await addToCart(page);
});

test('the drawer keeps the focus inside, and Escape gives it back', async ({ page }) => {
  const drawer = page.getByRole('dialog', { name: /^Cart/ });
  for (let press = 0; press < 12; press += 1) {
    await page.keyboard.press('Tab');
    const outside = await page.evaluate(() => {
      const { activeElement } = document;
      return activeElement !== document.body && activeElement?.closest('dialog') === null;
    });
    expect(outside).toBe(false);
  }
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(page.getByRole('main').getByRole('button', { name: 'Add to cart' }).first()).toBeFocused();
});

test('many clicks on "one more" are one request, and a reload shows what was shown', async ({ page }) => {
  const requests: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PUT') requests.push(request.url());
  });
  await page.goto('/cart');
  // In the page, so that a busy machine does not make them slow ones.
  await page.getByRole('button', { name: 'One more' }).evaluate((more: HTMLButtonElement) => {
    for (let click = 0; click < 3; click += 1) more.click();
  });
  await expect(page.getByRole('group', { name: /^Quantity of/ })).toContainText('4');
  await expect(page.getByText('Saving …')).toHaveCount(0);
  expect(requests).toHaveLength(1);
  await page.reload();
  await expect(page.getByRole('group', { name: /^Quantity of/ })).toContainText('4');
});

test('a removed line is put back by "Undo"', async ({ page }) => {
  await page.goto('/cart');
  await page.getByRole('button', { name: /^Remove / }).click();
  await expect(page.locator('m-cart-line')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('m-cart-line')).toHaveCount(1);
  await expect(page.getByText('Saving …')).toHaveCount(0);
  await page.reload();
  await expect(page.locator('m-cart-line')).toHaveCount(1);
});

test('a change that the shop cannot take is put back, with the reason on its line', async ({ page, quiet }) => {
  quiet.expectConsole(/status of 503/);
  await page.goto('/cart');
  await expect(page.locator('m-cart-line')).toHaveCount(1);
  await page.route('**/api/cart/lines/*', (route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify({ status: 503, code: 'orders.unavailable', detail: 'The till is busy. Try again.' }),
    }),
  );
  await page.getByRole('button', { name: 'One more' }).click();
  await expect(page.getByRole('group', { name: /^Quantity of/ })).toContainText('2');
  await expect(page.locator('m-cart-line').getByRole('alert')).toContainText('The till is busy. Try again.');
  await expect(page.getByRole('group', { name: /^Quantity of/ })).toContainText('1');
});
