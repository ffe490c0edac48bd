import { parseStreamsArguments, UsageError } from './arguments';

describe('the arguments of worker:streams', () => {
  it('name a command of one or two words and its options', () => {
    expect(parseStreamsArguments(['lag'])).toMatchObject({ command: 'lag', rate: 100, dryRun: false, json: false });
    const place = ['--topic=commerce', '--group', 'orders'];
    expect(parseStreamsArguments(['dlq', 'redrive', ...place, '--error=time.*out', '--rate=5', '--dryRun'])).toEqual({
      command: 'dlq redrive',
      topic: 'commerce',
      group: 'orders',
      key: undefined,
      id: undefined,
      error: /time.*out/,
      all: false,
      rate: 5,
      limit: undefined,
      dryRun: true,
      json: false,
    });
  });

  it.each([
    [['lagg'], 'There is no command "lagg"'],
    [['dlq'], 'There is no command "dlq"'],
    [['dlq', 'ls', '--topic=commerce'], '--group=NAME'],
    [['lag', '--group=orders'], '--topic=NAME'],
    [['dlq', 'show', '--topic=a', '--group=b'], '--id=ID'],
    [['dlq', 'drop', '--topic=a', '--group=b'], '--all'],
    [['dlq', 'redrive', '--topic=a', '--group=b', '--rate=0'], '--rate'],
    [['dlq', 'redrive', '--topic=a', '--group=b', '--error=('], 'Invalid regular expression'],
    [['lag', '--tpoic=a'], '--tpoic'],
  ])('%j is refused', (args, sentence) => {
    const parse = () => parseStreamsArguments(args);
    expect(parse).toThrow(UsageError);
    expect(parse).toThrow(sentence);
  });
});
