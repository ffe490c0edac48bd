import { ApiShopper } from '../support/api-shopper';
import { expect, test } from '../support/test';

/** More visitors than look at anything else while the suite runs: a vote is one visitor's, however often they look. */
const CROWD = 25;

test('what others look at moves up on the home page by itself', async ({ page, baseURL }) => {
  const scout = await ApiShopper.arrive(baseURL ?? '');
  const { items } = await scout.search({ q: 'lamp', inStock: 'true', limit: '24' });
  await scout.leave();

  await page.goto('/');
  const rail = page.locator('m-trending-rail');
  await expect(rail.getByText('Live')).toBeVisible({ timeout: 45_000 });
  const shown = await rail
    .locator('[data-glide]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-glide')));
  const hit = items.find(({ productId }) => !shown.includes(productId));
  if (!hit) throw new Error('every lamp trends already');
  await page.evaluate(() => Object.assign(window, { stillTheSamePage: true }));

  await Promise.all(
    Array.from({ length: CROWD }, async () => {
      const visitor = await ApiShopper.arrive(baseURL ?? '');
      await visitor.look([hit.productId]);
      await visitor.leave();
    }),
  );

  await expect(rail.locator(`[data-glide="${hit.productId}"]`)).toBeVisible({ timeout: 30_000 });
  await expect(rail.getByText(hit.title)).toBeVisible();
  expect(await page.evaluate(() => 'stillTheSamePage' in window)).toBe(true);
});
