import { join } from 'node:path';
import { goldenFlaws } from '@mercury/platform/event-store';
import { identityEventTypes } from './identity.event-types';

describe('the events of identity', () => {
  it('of every version ever released reach the shape of today', () => {
    expect(goldenFlaws(identityEventTypes, join(__dirname, 'golden'))).toEqual([]);
  });
});
