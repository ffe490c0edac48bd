import { join } from 'node:path';
import { goldenFlaws } from '@mercury/platform/event-store';
import { paymentEventTypes } from './payment.event-types';

describe('the events of payment', () => {
  it('of every version ever released reach the shape of today', () => {
    expect(goldenFlaws(paymentEventTypes, join(__dirname, 'golden'))).toEqual([]);
  });
});
