import { join } from 'node:path';
import { goldenFlaws } from '@mercury/platform/event-store';
import { ordersEventTypes } from '.';

describe('the events of orders', () => {
  it('of every version ever released reach the shape of today', () => {
    expect(goldenFlaws(ordersEventTypes, join(__dirname, 'golden'))).toEqual([]);
  });
});
