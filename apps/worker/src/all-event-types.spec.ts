import { EventRegistry } from '@mercury/platform/event-store';
import { allEventTypes } from './all-event-types';
import { allProjections } from './all-projections';

describe('the event types of the house', () => {
  it('are registered once each, and hold a shape in their current version', () => {
    const registry = new EventRegistry(allEventTypes);
    const current = allEventTypes.filter(({ type, version }) => version === registry.currentVersion(type));
    expect(current.filter(({ validate }) => !validate)).toEqual([]);
    expect(current.length).toBeGreaterThanOrEqual(45);
  });

  it('cover everything that a read model folds: an unknown one would pause it', () => {
    const known = new Set(allEventTypes.map(({ type }) => type));
    const folded = allProjections.all.flatMap(({ name, handles }) => handles.map((type) => `${name} ${type}`));
    expect(folded.filter((line) => !known.has(line.split(' ')[1] as string))).toEqual([]);
  });
});
