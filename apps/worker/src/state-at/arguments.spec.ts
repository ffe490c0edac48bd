import { parseStateAtArguments } from './arguments';

describe('the arguments of a look back', () => {
  it('are the stream as it is now unless they say otherwise', () => {
    expect(parseStateAtArguments(['--stream=orders.cart-1'])).toEqual({
      stream: 'orders.cart-1',
      position: undefined,
      version: undefined,
      events: false,
    });
    expect(parseStateAtArguments(['--stream', 'orders.cart-1', '--position', '120', '--events'])).toMatchObject({
      position: 120,
      events: true,
    });
    expect(parseStateAtArguments(['--stream=orders.cart-1', '--at-version=3'])).toMatchObject({ version: 3 });
  });

  it.each([
    [[], 'Say which'],
    [['--stream=a', '--position=0'], '--position must be a whole number'],
    [['--stream=a', '--atVersion=last'], '--at-version must be a whole number'],
    [['--stream=a', '--at-version=1', '--position=1'], 'give one of them'],
    [['--stream=a', '--time=now'], '--time'],
  ])('%j are refused', (args, sentence) => {
    expect(() => parseStateAtArguments(args)).toThrow(sentence);
  });
});
