import { join } from 'node:path';
import { goldenFlaws } from '../../../index';
import { lendingEventTypes } from './lending.event-types';

it('the events of lending, of every version ever released, reach the shape of today', () => {
  expect(goldenFlaws(lendingEventTypes, join(__dirname, 'golden'))).toEqual([]);
});
