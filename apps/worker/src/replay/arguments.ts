import { parseArgs } from 'node:util';

export interface ReplayArguments {
  readonly projection?: string;
  readonly workers: number;
  readonly from?: number;
  readonly dryRun: boolean;
  readonly force: boolean;
  readonly list: boolean;
  readonly rollback: boolean;
  /** Drops the generation that a rollback would go back to. */
  readonly retire: boolean;
  /** Folds the events again that paused parts stand at. */
  readonly retry: boolean;
  /** Passes over them, for this reason. */
  readonly skip?: string;
}

/** What the command line asks for. Throws one sentence on what it does not understand. */
export function parseReplayArguments(args: readonly string[]): ReplayArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      projection: { type: 'string' },
      workers: { type: 'string' },
      from: { type: 'string' },
      'dry-run': { type: 'boolean' },
      dryRun: { type: 'boolean' },
      force: { type: 'boolean' },
      list: { type: 'boolean' },
      rollback: { type: 'boolean' },
      retire: { type: 'boolean' },
      retry: { type: 'boolean' },
      skip: { type: 'string' },
    },
  });
  return {
    projection: values.projection,
    workers: wholeNumber('workers', values.workers, 1) ?? 1,
    from: wholeNumber('from', values.from, 0),
    // Nx turns --dry-run into --dryRun on its way.
    dryRun: values['dry-run'] ?? values.dryRun ?? false,
    force: values.force ?? false,
    list: values.list ?? false,
    rollback: values.rollback ?? false,
    retire: values.retire ?? false,
    retry: values.retry ?? false,
    skip: reasonOf(values.skip),
  };
}

/** An option that is a whole number from `least` on. */
export function wholeNumber(name: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least)
    throw new Error(`--${name} must be a whole number from ${least} on, not "${text}"`);
  return value;
}

/** What is passed over is passed over for ever: whoever asks later must find out why. */
function reasonOf(text: string | undefined): string | undefined {
  if (text !== undefined && text.trim() === '')
    throw new Error('--skip needs a reason: --skip="what is wrong with it"');
  return text?.trim();
}
