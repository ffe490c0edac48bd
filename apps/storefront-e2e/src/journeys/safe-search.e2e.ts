import { ApiShopper } from '../support/api-shopper';
import { expect, test } from '../support/test';

/** The suite's shop is told of an Elasticsearch that is not there: every search runs in safe mode. */
test('search without its engine finds the same things and says that it runs in safe mode', async ({
  page,
  baseURL,
}) => {
  const shopper = await ApiShopper.arrive(baseURL ?? '');
  const answer = await shopper.search({ q: 'lamp' });
  await shopper.leave();
  expect(answer.meta, 'start the shop with ELASTICSEARCH_NODE=http://127.0.0.1:9').toMatchObject({
    engine: 'postgres',
    mode: 'safe',
  });

  await page.goto('/search?q=lamp');
  await expect(page.getByText(/Search runs in safe mode/)).toBeVisible();
  await expect(page.locator('m-product-card').first()).toBeVisible();
  const titles = await page.locator('m-product-card').locator('h3, .title').allInnerTexts();
  expect(titles.length).toBeGreaterThan(0);
  expect(titles.slice(0, 5)).toEqual(answer.items.slice(0, 5).map(({ title }) => title));
  for (const title of titles.slice(0, 5)) expect(title.toLowerCase()).toContain('lamp');
});
