import { compareIds, idBefore } from './durable-positions';

describe('entry ids', () => {
  it('knows the id before', () => {
    expect(['7-3', '7-0', '0-0', '1700000000000-0'].map(idBefore)).toEqual([
      '7-2',
      '6-18446744073709551615',
      '0-0',
      '1699999999999-18446744073709551615',
    ]);
  });

  it('orders by number, not by text', () => {
    const ids = ['10-0', '9-5', '9-10', '10-1', '100-0'];
    expect([...ids].sort(compareIds)).toEqual(['9-5', '9-10', '10-0', '10-1', '100-0']);
  });
});
