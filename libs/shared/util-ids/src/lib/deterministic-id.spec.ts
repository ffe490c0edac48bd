import { deterministicId } from './deterministic-id';

describe('deterministicId', () => {
  it('gives the same id for the same parts', () => {
    expect(deterministicId('place-order', 'a')).toBe(deterministicId('place-order', 'a'));
  });

  it('tells apart the same text split differently', () => {
    expect(deterministicId('ab', 'c')).not.toBe(deterministicId('a', 'bc'));
  });
});
