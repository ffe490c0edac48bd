import { parseArgs } from 'node:util';
import { wholeNumber } from '../replay/arguments';

export interface ResetArguments {
  readonly dryRun: boolean;
  /** Without it nothing is changed. */
  readonly confirm: boolean;
  /** How many positions before the fork every group reads once more. */
  readonly redeliver: number;
}

/** What the command line asks for. Throws one sentence on what it does not understand. */
export function parseResetArguments(args: readonly string[]): ResetArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'dry-run': { type: 'boolean' },
      dryRun: { type: 'boolean' },
      confirm: { type: 'boolean' },
      redeliver: { type: 'string' },
    },
  });
  // Nx turns --dry-run into --dryRun on its way.
  const dryRun = values['dry-run'] ?? values.dryRun ?? false;
  if (dryRun && values.confirm) throw new Error('Either --dry-run or --confirm.');
  return {
    dryRun,
    confirm: values.confirm ?? false,
    redeliver: wholeNumber('redeliver', values.redeliver, 0) ?? 10_000,
  };
}
