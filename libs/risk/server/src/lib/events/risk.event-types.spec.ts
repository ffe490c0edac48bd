import { join } from 'node:path';
import { goldenFlaws } from '@mercury/platform/event-store';
import { riskEventTypes } from './risk.event-types';

describe('the events of risk', () => {
  it('of every version ever released reach the shape of today', () => {
    expect(goldenFlaws(riskEventTypes, join(__dirname, 'golden'))).toEqual([]);
  });
});
