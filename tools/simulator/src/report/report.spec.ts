import { Failure, Refusal } from '../client/shop-error';
import { reportText } from './report-text';
import { Tally } from './tally';

describe('the report of a run', () => {
  it('counts refusals by code with the first as an example', () => {
    const tally = new Tally();
    tally.note(new Refusal('orders.cart_full', 409, 'A cart holds 100'), 'basket 1');
    tally.note(new Refusal('orders.cart_full', 409, 'A cart holds 100'), 'basket 2');
    expect([...tally.refusals]).toEqual([
      ['orders.cart_full (409)', { count: 2, example: 'basket 1: A cart holds 100' }],
    ]);
    expect(tally.failed).toBe(false);
  });

  it('keeps failures apart from refusals, and joins those that differ in an id only', () => {
    const tally = new Tally();
    for (const id of ['0191b0c4-7c5e-7cc0-8e43-2c1bd0f2a001', '0191b0c4-7c5e-7cc0-8e43-2c1bd0f2a002'])
      tally.note(new Failure(`GET /api/orders/${id}: 500 internal`), 'basket 3');
    expect([...tally.failures.values()].map(({ count }) => count)).toEqual([2]);
    expect(tally.failed).toBe(true);
  });

  it('takes an order without an end for a failure', () => {
    const tally = new Tally();
    tally.add('unsettled');
    expect(tally.failed).toBe(true);
  });

  it('says everything that is not nothing', () => {
    const tally = new Tally();
    tally.add('confirmed', 1_234);
    tally.add('revenueMinor', 123_456);
    tally.note(new Refusal('catalog.sold_out', 409, 'Gone'), 'basket 9');
    tally.noteReason('risk_declined', 'basket 7');
    const text = reportText({
      tally,
      seconds: 125,
      currency: 'EUR',
      badLines: [{ line: 3, reason: 'qty is missing' }],
    });
    expect(text).toContain('Done in 2 min 05 s');
    expect(text).toMatch(/confirmed\s+1,234\n/);
    expect(text).toContain('€1,234.56');
    expect(text).toContain('1 × catalog.sold_out (409)\n      basket 9: Gone');
    expect(text).toContain('1 × risk_declined');
    expect(text).toContain('line 3: qty is missing');
    expect(text).not.toContain('expired');
  });

  it('says so when nothing was refused', () => {
    expect(reportText({ tally: new Tally(), seconds: 1, currency: 'EUR' })).toContain('Refused by the shop: nothing');
  });
});
