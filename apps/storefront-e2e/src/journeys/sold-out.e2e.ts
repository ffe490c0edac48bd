import { ApiShopper } from '../support/api-shopper';
import { addToCart, expectHeadline, fillContactAndShipping, payWith } from '../support/checkout';
import { scarce } from '../support/find-product';
import { cards } from '../support/people';
import { expect, listen, test } from '../support/test';

test('two shoppers want the last one: one gets it, the other is told in words', async ({
  page,
  browser,
  baseURL,
  complaints,
  quiet,
  extraHTTPHeaders,
}) => {
  // The browser notes the refusal that this test is about.
  quiet.expectConsole(/status of 409/);
  const api = await ApiShopper.arrive(baseURL ?? '');
  const { product, variant } = await scarce(api);
  await api.add(variant.variantId, variant.available - 1);
  const held = await api.hold();

  const other = await browser.newContext({ baseURL, extraHTTPHeaders });
  const otherPage = await other.newPage();
  listen(otherPage, complaints);
  try {
    for (const each of [page, otherPage]) {
      await each.goto(`/p/${product.slug}`);
      await expect(each.getByText('Only 1 left').first()).toBeVisible();
      await addToCart(each);
      await each.goto('/checkout');
      await fillContactAndShipping(each);
    }
    await payWith(page, cards.pays);
    await expectHeadline(page, /Your order is confirmed/);

    await payWith(otherPage, cards.pays);
    await expect(otherPage.getByRole('alert').filter({ hasText: 'Someone was faster' })).toContainText(
      'Nothing was ordered or charged',
    );
    await otherPage.getByRole('link', { name: 'Go to your cart' }).click();
    await expect(otherPage.getByText('Nobody can buy this one right now.')).toBeVisible();
    await expect(otherPage.getByRole('button', { name: 'Check out' })).toBeDisabled();
    await otherPage.getByRole('button', { name: 'Remove it' }).click();
    await expect(otherPage.getByRole('heading', { name: 'Your cart is empty' })).toBeVisible();
  } finally {
    await other.close();
    await api.cancel(held.orderId);
    await api.leave();
  }
});
