import { parseArgs } from 'node:util';
import { wholeNumber } from '../replay/arguments';

export interface StateAtArguments {
  readonly stream: string;
  /** As of this position of the store. */
  readonly position?: number;
  /** As of this version of the stream. */
  readonly version?: number;
  /** Lists the events instead of folding them. */
  readonly events: boolean;
}

/** What the command line asks for. Throws one sentence on what it does not understand. */
export function parseStateAtArguments(args: readonly string[]): StateAtArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      stream: { type: 'string' },
      position: { type: 'string' },
      // Not --version, which Nx answers itself; it turns this one into --atVersion on its way.
      'at-version': { type: 'string' },
      atVersion: { type: 'string' },
      events: { type: 'boolean' },
    },
  });
  if (!values.stream) throw new Error('Say which: --stream=orders.order-0190… (its type, a dash, its id).');
  const position = wholeNumber('position', values.position, 1);
  const version = wholeNumber('at-version', values['at-version'] ?? values.atVersion, 1);
  if (position !== undefined && version !== undefined)
    throw new Error('--position is a place in the whole store, --at-version one in the stream: give one of them.');
  return { stream: values.stream, position, version, events: values.events ?? false };
}
