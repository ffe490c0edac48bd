import { join } from 'node:path';
import { goldenFlaws } from '@mercury/platform/event-store';
import { activityEventTypes } from './activity.event-types';

describe('the events of activity', () => {
  it('of every version ever released reach the shape of today', () => {
    expect(goldenFlaws(activityEventTypes, join(__dirname, 'golden'))).toEqual([]);
  });
});
