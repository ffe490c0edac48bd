import type { CsvRow } from '@mercury/platform/console';
import { basketsOf } from './baskets';

async function* rows(...lines: string[]): AsyncGenerator<CsvRow> {
  for (const [at, text] of lines.entries()) {
    const [session_id = '', item_id = '', ts = '', qty = '', customer_id = '', type = 'purchase'] = text.split(',');
    yield { line: at + 2, values: { session_id, item_id, ts, qty, customer_id, type } };
  }
}

describe('basketsOf', () => {
  it('groups rows by session, in the order of their time', async () => {
    const { baskets, bad } = await basketsOf(rows('2,7,2000,1,b', '1,7,1000,2,a', '2,8,2000,3,b'));
    expect(bad).toEqual([]);
    expect(baskets).toEqual([
      { sessionId: '1', customerId: 'a', at: 1000, lines: [{ itemId: '7', quantity: 2 }] },
      {
        sessionId: '2',
        customerId: 'b',
        at: 2000,
        lines: [
          { itemId: '7', quantity: 1 },
          { itemId: '8', quantity: 3 },
        ],
      },
    ]);
  });

  it('adds up an item that is named twice', async () => {
    const { baskets } = await basketsOf(rows('1,7,1000,2,a', '1,7,1000,5,a'));
    expect(baskets[0]?.lines).toEqual([{ itemId: '7', quantity: 7 }]);
  });

  it('takes a customer without a name for a guest of that session only', async () => {
    const { baskets } = await basketsOf(rows('1,7,1000,2,', '2,7,1000,5,'));
    expect(baskets.map(({ customerId }) => customerId)).toEqual(['guest-1', 'guest-2']);
  });

  it.each([
    [',7,1000,1,a', 'session_id is missing'],
    ['1,,1000,1,a', 'item_id is missing'],
    ['1,7,soon,1,a', 'ts "soon" is not a time in milliseconds'],
    ['1,7,1000,0,a', 'qty "0" is not a number of units'],
    ['1,7,1000,1.5,a', 'qty "1.5" is not a number of units'],
    ['1,7,1000,1,a,return', 'type "return" is not a purchase'],
  ])('names the line of %s', async (text, reason) => {
    const { baskets, bad } = await basketsOf(rows('9,9,9,9,z', text));
    expect(bad).toEqual([{ line: 3, reason }]);
    expect(baskets).toHaveLength(1);
  });
});
