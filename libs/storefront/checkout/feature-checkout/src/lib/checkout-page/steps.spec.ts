import { stepFor } from './steps';

describe('the step shown', () => {
  it.each([
    [undefined, { contact: true, shipping: true }, 'contact'],
    ['payment', { contact: true, shipping: true }, 'payment'],
    ['payment', { contact: true, shipping: false }, 'shipping'],
    ['payment', { contact: false, shipping: true }, 'contact'],
    ['nonsense', { contact: true, shipping: true }, 'contact'],
  ] as const)('for %s with %o done is %s', (asked, done, shown) => {
    expect(stepFor(asked, done)).toBe(shown);
  });
});
