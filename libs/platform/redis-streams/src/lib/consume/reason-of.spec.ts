import { reasonOf } from './reason-of';

describe('reasonOf', () => {
  it.each([
    [new Error('no stock'), 'no stock'],
    [{ status: 'error', message: 'Internal server error' }, 'Internal server error'],
    [{ code: 7 }, '{"code":7}'],
    ['plain text', 'plain text'],
    [undefined, 'undefined'],
    [null, 'null'],
  ])('makes %p legible', (error, reason) => expect(reasonOf(error)).toBe(reason));
});
