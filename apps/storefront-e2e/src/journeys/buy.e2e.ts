import { addToCart, expectHeadline, fillContactAndShipping, payWith, timeline } from '../support/checkout';
import { cards } from '../support/people';
import { expect, test } from '../support/test';

test('a guest looks around, buys, and sees the order confirmed', async ({ page }) => {
  await page.goto('/');
  await page
    .getByRole('searchbox')
    .or(page.getByRole('combobox', { name: 'Search the shop' }))
    .first()
    .fill('mug');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/search\?q=mug/);
  await page.locator('m-product-card').first().getByRole('link').first().click();
  await page.waitForURL(/\/p\//);
  await expect(page.getByRole('main').getByRole('button', { name: 'Add to cart' }).first()).toBeVisible();
  const title = await page.getByRole('heading', { level: 1 }).innerText();

  await addToCart(page);
  await expect(page.getByRole('dialog').getByRole('link', { name: title })).toBeVisible();
  await page.getByRole('dialog').getByRole('link', { name: 'Check out' }).click();
  await fillContactAndShipping(page);
  const pay = await page.getByRole('button', { name: /^Pay / }).innerText();
  await payWith(page, cards.pays);

  await expectHeadline(page, /^Thank you, Ada\. Your order is confirmed/);
  await expect(timeline(page).first()).toContainText('Order confirmed');
  await expect(timeline(page).last()).toContainText('Order placed');
  // What was paid is what was shown.
  await expect(page.getByRole('complementary', { name: 'The order' })).toContainText(pay.replace('Pay ', '').trim());
  await expect(page.getByRole('button', { name: 'Cart, empty' })).toBeVisible();
});

test('what was typed at the checkout is there after a reload, and the card is not', async ({ page }) => {
  await page.goto('/search?q=mug');
  await page.locator('m-product-card').first().getByRole('link').first().click();
  await addToCart(page);
  await page.goto('/checkout');
  await fillContactAndShipping(page, 'ada.reloads@example.com');
  await page.getByLabel('Card number').fill(cards.pays);
  await page.reload();
  await expect(page.getByLabel('Card number')).toHaveValue('');
  await expect(page.getByText('ada.reloads@example.com')).toBeVisible();
});
