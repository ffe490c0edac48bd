import { safeReturnTo } from './return-to';

describe('the page after signing in', () => {
  it.each([
    ['/checkout?step=payment', '/checkout?step=payment'],
    [undefined, '/'],
    ['https://elsewhere.test', '/'],
    ['//elsewhere.test', '/'],
    ['/\\elsewhere.test', '/'],
    ['javascript:alert(1)', '/'],
    ['/login', '/'],
  ])('asked for as %s is %s', (asked, page) => {
    expect(safeReturnTo(asked)).toBe(page);
  });
});
