import { expectAccessible } from '../support/axe';
import { ApiShopper } from '../support/api-shopper';
import { addToCart, expectHeadline, fillContactAndShipping, payWith } from '../support/checkout';
import { plentiful } from '../support/find-product';
import { cards } from '../support/people';
import { shopSecrets } from '../support/shop-secrets';
import { expect, test } from '../support/test';

/** Each page with what must be there before it is looked at. */
const pages: readonly { name: string; path: string; heading: string | RegExp; console?: RegExp }[] = [
  { name: 'home', path: '/', heading: /./ },
  { name: 'search', path: '/search?q=lamp', heading: /lamp/i },
  { name: 'search without results', path: '/search?q=zzzzqqqq', heading: /./ },
  { name: 'empty cart', path: '/cart', heading: 'Your cart' },
  { name: 'checkout without a cart', path: '/checkout', heading: 'Check out' },
  { name: 'orders', path: '/orders', heading: 'Your orders' },
  {
    name: 'an order that is not there',
    path: '/orders/00000000-0000-4000-8000-000000000000',
    heading: 'This order is not to be found',
    console: /status of 404/,
  },
  { name: 'signing in', path: '/login', heading: 'Sign in' },
  { name: 'making an account', path: '/register', heading: 'Make an account' },
  { name: 'not found', path: '/nothing/of/the/kind', heading: /./, console: /status of 404/ },
];

for (const { name, path, heading, console } of pages) {
  test(`axe finds nothing on: ${name}`, async ({ page, quiet }) => {
    if (console) quiet.expectConsole(console);
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    await expect(page.getByRole('main').locator('[aria-busy=true]')).toHaveCount(0);
    await expectAccessible(page);
  });
}

test('axe finds nothing on: category', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Categories', exact: true }).getByRole('link').first().click();
  await page.waitForURL(/\/c\//);
  await expect(page.locator('m-product-card').first()).toBeVisible();
  await expectAccessible(page);
});

test('axe finds nothing from product to confirmed order', async ({ page, baseURL }) => {
  const shopper = await ApiShopper.arrive(baseURL ?? '');
  const { product } = await plentiful(shopper);
  await shopper.leave();

  await page.goto(`/p/${product.slug}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page);
  await addToCart(page);
  await expectAccessible(page);
  await page.goto('/cart');
  await expect(page.getByText(product.title).first()).toBeVisible();
  await expectAccessible(page);

  await page.goto('/checkout');
  await page.getByRole('button', { name: 'Go on to shipping' }).click();
  await expect(page.getByRole('alert')).toContainText('Some fields need a look');
  await expectAccessible(page);
  await fillContactAndShipping(page);
  await page.getByText('Test cards').click();
  await expectAccessible(page);

  await payWith(page, cards.declined);
  await expectHeadline(page, 'Your card was declined');
  await expectAccessible(page);
  await payWith(page, cards.pays);
  await expectHeadline(page, /Your order is confirmed/);
  await expectAccessible(page);
  await page.goto('/orders');
  await expect(page.getByText('Confirmed')).toBeVisible();
  await expectAccessible(page);
});

test('axe finds nothing on: risk reviews', async ({ page }) => {
  await page.goto('/console/reviews');
  await page.getByLabel('Email', { exact: true }).fill('admin@mercury.example');
  await page.getByRole('textbox', { name: 'Password' }).fill(shopSecrets().ADMIN_PASSWORD);
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Risk reviews' })).toBeVisible();
  await expect(page.getByRole('main').locator('[aria-busy=true]')).toHaveCount(0);
  await expectAccessible(page);
});
