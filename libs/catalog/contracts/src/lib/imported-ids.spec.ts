import { importedIds } from './imported-ids';

describe('importedIds', () => {
  it('gives the same ids for the same product and keeps sources apart', () => {
    expect(importedIds('17', 'one')).toEqual(importedIds('17', 'one'));
    expect(importedIds('17', 'one').productId).not.toBe(importedIds('17', 'two').productId);
    expect(importedIds('17', 'one').productId).not.toBe(importedIds('17').productId);
  });
});
