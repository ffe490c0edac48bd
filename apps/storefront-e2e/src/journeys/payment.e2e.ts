import { ApiShopper } from '../support/api-shopper';
import { addToCart, expectHeadline, fillContactAndShipping, payWith, timeline } from '../support/checkout';
import { plentiful } from '../support/find-product';
import { cards } from '../support/people';
import { expect, test } from '../support/test';

test.beforeEach(async ({ page, baseURL }) => {
  const shopper = await ApiShopper.arrive(baseURL ?? '');
  const { product } = await plentiful(shopper);
  await shopper.leave();
  await page.goto(`/p/${product.slug}`);
  await addToCart(page);
  await page.goto('/checkout');
  await fillContactAndShipping(page);
});

test('a declined card says so, and another card pays the same order with nothing else typed again', async ({
  page,
}) => {
  await payWith(page, cards.declined);
  await expectHeadline(page, 'Your card was declined');
  await expect(page.getByRole('timer')).toHaveText(/^\d+:\d\d$/);
  const order = page.url();

  await payWith(page, cards.pays);
  await expectHeadline(page, /Your order is confirmed/);
  expect(page.url()).toBe(order);
  await expect(timeline(page).filter({ hasText: 'Payment declined' })).toHaveCount(1);
});

test('a bank that wants to see the shopper is visited, and the order is confirmed afterwards', async ({ page }) => {
  await payWith(page, cards.threeDSecure);
  await page.waitForURL(/\/api\/payments\/emulator\//);
  await page.getByRole('button', { name: /^(complete|authori[sz]e|confirm|approve)/i }).click();
  await expectHeadline(page, /Your order is confirmed/);
});

test('an order that waits for its payment can be cancelled', async ({ page }) => {
  await payWith(page, cards.declined);
  await expectHeadline(page, 'Your card was declined');
  await page.getByRole('button', { name: 'Cancel the order' }).click();
  await page.getByRole('button', { name: 'Yes, cancel' }).click();
  await expectHeadline(page, 'This order was cancelled');
});
