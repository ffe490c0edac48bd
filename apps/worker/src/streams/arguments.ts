import { parseArgs } from 'node:util';
import { wholeNumber } from '../replay/arguments';

export const commandNames = [
  'lag',
  'pending',
  'groups',
  'groups retire',
  'groups resume',
  'dlq ls',
  'dlq show',
  'dlq redrive',
  'dlq drop',
  'trim',
] as const;
export type CommandName = (typeof commandNames)[number];

export interface StreamsArguments {
  readonly command: CommandName;
  readonly topic?: string;
  readonly group?: string;
  readonly key?: string;
  readonly id?: string;
  /** Found in the reason of a dead letter. */
  readonly error?: RegExp;
  readonly all: boolean;
  readonly rate: number;
  readonly limit?: number;
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** The command line is not understood, or asks for too little; ends with code 2. */
export class UsageError extends Error {}

/** What the command line asks for. Throws UsageError with one sentence on what it does not understand. */
export function parseStreamsArguments(args: readonly string[]): StreamsArguments {
  const { values, positionals } = parse(args);
  const command = commandNames.find((name) => name === positionals.join(' '));
  if (!command)
    throw new UsageError(`There is no command "${positionals.join(' ')}". Commands: ${commandNames.join(', ')}.`);
  const wanted = {
    command,
    topic: values.topic,
    group: values.group,
    key: values.key,
    id: values.id,
    error: values.error === undefined ? undefined : expression(values.error),
    all: values.all ?? false,
    rate: usage(() => wholeNumber('rate', values.rate, 1)) ?? 100,
    limit: usage(() => wholeNumber('limit', values.limit, 1)),
    // Nx turns --dry-run into --dryRun on its way.
    dryRun: values['dry-run'] ?? values.dryRun ?? false,
    json: values.json ?? false,
  };
  refuseTooLittle(wanted);
  return wanted;
}

function parse(args: readonly string[]) {
  return usage(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        topic: { type: 'string' },
        group: { type: 'string' },
        key: { type: 'string' },
        id: { type: 'string' },
        error: { type: 'string' },
        all: { type: 'boolean' },
        rate: { type: 'string' },
        limit: { type: 'string' },
        'dry-run': { type: 'boolean' },
        dryRun: { type: 'boolean' },
        json: { type: 'boolean' },
      },
    }),
  );
}

/** What touches something must say what; what only looks may look at everything. */
function refuseTooLittle({ command, topic, group, key, id, error, all }: StreamsArguments): void {
  const place = command === 'pending' || command.startsWith('dlq ') || command.startsWith('groups ');
  if (place && !(topic && group)) throw new UsageError(`${command} needs --topic=NAME and --group=NAME.`);
  if (group && !topic) throw new UsageError('--group needs --topic=NAME.');
  if (command === 'dlq show' && !id) throw new UsageError('dlq show needs --id=ID; dlq ls lists them.');
  if (command === 'dlq drop' && !(key || id || error || all))
    throw new UsageError('dlq drop deletes for good: say which with --key, --id or --error, or --all.');
}

function expression(text: string): RegExp {
  return usage(() => new RegExp(text));
}

function usage<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
