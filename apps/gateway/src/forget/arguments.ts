import { parseArgs } from 'node:util';

export interface ForgetArguments {
  readonly subject: string;
  readonly dryRun: boolean;
  /** Also for staff, and for who has orders in progress. */
  readonly force: boolean;
  /** Only searches, for values that are given line by line on standard input. */
  readonly valuesFromStdin: boolean;
  /** Folders of log files. */
  readonly logs: readonly string[];
}

const usage = 'Say whom: --subject ID, the id of an account or of a visitor.';

/** What the command line asks for. Throws one sentence on what it does not understand. */
export function parseForgetArguments(args: readonly string[], logs: string): ForgetArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      subject: { type: 'string' },
      'dry-run': { type: 'boolean' },
      dryRun: { type: 'boolean' },
      force: { type: 'boolean' },
      'values-from-stdin': { type: 'boolean' },
      valuesFromStdin: { type: 'boolean' },
      logs: { type: 'string', multiple: true },
    },
  });
  const subject = values.subject?.trim() ?? '';
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(subject)) throw new Error(usage);
  return {
    subject,
    // Nx turns --dry-run into --dryRun on its way.
    dryRun: values['dry-run'] ?? values.dryRun ?? false,
    force: values.force ?? false,
    valuesFromStdin: values['values-from-stdin'] ?? values.valuesFromStdin ?? false,
    logs: values.logs ?? [logs],
  };
}
