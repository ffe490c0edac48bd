import { InvalidEventError, UnknownEventError } from './event-store.errors';
import { EventRegistry } from './event-registry';
import { eventTypes, type PastVersion } from './event-types';
import type { RecordedEvent } from './events';
import { id, oneOf, whole } from './shapes';

type DoorEvent =
  | { type: 'spec.door.opened'; data: { doorId: string; by: string; speed: 'slow' | 'fast' } }
  | { type: 'spec.door.closed'; data: { doorId: string; seconds: number } };

/** Version 1 did not say who. */
const openedV1: PastVersion = {
  type: 'spec.door.opened',
  version: 1,
  upcast: (data: { doorId: string }) => ({ ...data, by: 'unknown' }),
};
/** Version 2 did not say how. */
const openedV2: PastVersion = {
  type: 'spec.door.opened',
  version: 2,
  upcast: (data: { doorId: string; by: string }) => ({ ...data, speed: 'slow' }),
};

const types = eventTypes<DoorEvent>(
  {
    'spec.door.opened': { doorId: id, by: id, speed: oneOf('slow', 'fast') },
    'spec.door.closed': { doorId: id, seconds: whole(0) },
  },
  [openedV1, openedV2],
);
const registry = new EventRegistry(types);
const event = (type: string, schemaVersion: number, data: object) =>
  ({ type, schemaVersion, data, eventId: 'e-1', position: 7 }) as RecordedEvent;

describe('a registry of event types', () => {
  it('raises an old event step by step to the current version', () => {
    const raised = registry.upcast(event('spec.door.opened', 1, { doorId: 'd-1' }));
    expect(raised).toMatchObject({
      schemaVersion: 3,
      position: 7,
      data: { doorId: 'd-1', by: 'unknown', speed: 'slow' },
    });
    expect(registry.currentVersion('spec.door.opened')).toBe(3);
    expect(registry.currentVersion('spec.door.closed')).toBe(1);
  });

  it('gives a current event back as the very same object', () => {
    const current = event('spec.door.closed', 1, { doorId: 'd-1', seconds: 3 });
    expect(registry.upcast(current)).toBe(current);
  });

  it.each([
    ['a type that nobody registered', 'spec.door.painted', 1, 'no such type is registered'],
    ['a version newer than the newest', 'spec.door.opened', 4, 'the newest known here is 3'],
  ])('refuses %s, to read and to write', (_, type, version, reason) => {
    const strange = event(type, version, {});
    expect(() => registry.upcast(strange)).toThrow(UnknownEventError);
    expect(() => registry.validate(strange)).toThrow(reason);
  });

  it('refuses a version from which nothing leads on', () => {
    const broken = new EventRegistry(types.filter((entry) => entry !== openedV2));
    expect(() => broken.upcast(event('spec.door.opened', 1, { doorId: 'd-1' }))).toThrow('leads on from version 2');
  });

  it('refuses malformed data with its type, version and place, and without the data', () => {
    const malformed = event('spec.door.opened', 3, { doorId: 'd-1', by: 'me', speed: 'secret' });
    const refusal = () => registry.validate(malformed);
    expect(refusal).toThrow(InvalidEventError);
    expect(refusal).toThrow(
      expect.objectContaining({
        code: 'event_store.invalid_event',
        data: { eventType: 'spec.door.opened', version: 3, path: 'speed' },
        message: 'Event spec.door.opened version 3: speed must be one of slow, fast',
      }),
    );
  });

  it('checks an event of a past version by what becomes of it', () => {
    expect(() => registry.validate(event('spec.door.opened', 1, { doorId: 'd-1' }))).not.toThrow();
    expect(() => registry.validate(event('spec.door.opened', 1, { doorId: '' }))).toThrow('doorId must be');
  });

  it('is open when it knows nothing: every type and version passes as it is', () => {
    const open = new EventRegistry();
    const strange = event('spec.door.painted', 9, { anything: true });
    expect(() => open.validate(strange)).not.toThrow();
    expect(open.upcast(strange)).toBe(strange);
    expect([open.open, registry.open]).toEqual([true, false]);
  });

  it('refuses two entries of one version, and a past without a present', () => {
    expect(() => new EventRegistry([...types, openedV1])).toThrow('registered twice');
    expect(() => eventTypes<never>({}, [openedV1])).toThrow('spec.door.opened has a past but no current shape');
  });
});
