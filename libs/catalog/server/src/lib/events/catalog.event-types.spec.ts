import { join } from 'node:path';
import { goldenFlaws } from '@mercury/platform/event-store';
import { catalogEventTypes } from './catalog.event-types';

describe('the events of catalog', () => {
  it('of every version ever released reach the shape of today', () => {
    expect(goldenFlaws(catalogEventTypes, join(__dirname, 'golden'))).toEqual([]);
  });
});
