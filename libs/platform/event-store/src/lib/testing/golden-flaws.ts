import { isDeepStrictEqual } from 'node:util';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventRegistry, type EventVersion } from '../event-registry';
import type { RecordedEvent } from '../events';

/**
 * What is wrong between event types and their golden files `<type>.v<version>.json`, one for each version ever released,
 * each with the data of such an event; empty when all is well. Golden files are never changed, and only added to: so the
 * spec of one line, `expect(goldenFlaws(types, folder)).toEqual([])`, fails when a released event can no longer be read.
 */
export function goldenFlaws(types: readonly EventVersion[], folder: string): string[] {
  const registry = new EventRegistry(types);
  const files = readdirSync(folder).sort();
  const missing = registry.versions
    .map(({ type, version }) => `${type}.v${version}.json`)
    .filter((name) => !files.includes(name))
    .map((name) => `${name} is missing: a registered version has a golden file`);
  return [...missing, ...files.flatMap((name) => flawsOf(registry, name, join(folder, name)))];
}

function flawsOf(registry: EventRegistry, name: string, path: string): string[] {
  const [, type, version] = /^(.+)\.v(\d+)\.json$/.exec(name) ?? [];
  if (!type || !version) return [`${name} does not say which event it is: <type>.v<version>.json`];
  const golden = frozen(JSON.parse(readFileSync(path, 'utf8')));
  const event = { type, schemaVersion: Number(version), data: golden } as RecordedEvent;
  try {
    const first = registry.upcast(event);
    const second = registry.upcast(event);
    registry.validate(first);
    if (!isDeepStrictEqual(first.data, second.data))
      return [`${name} comes out different each time: upcasters are pure`];
    if (registry.upcast(first) !== first) return [`${name} in its current shape is changed again`];
    return [];
  } catch (error) {
    return [`${name}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** An upcaster that writes to its input throws a TypeError on this. */
function frozen(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(Object.freeze(value))) frozen(part);
  return value;
}
