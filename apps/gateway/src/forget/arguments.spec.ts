import { parseForgetArguments } from './arguments';

describe('the command line of forget', () => {
  it('takes a subject, and nothing is forced or dry by itself', () => {
    expect(parseForgetArguments(['--subject', 'a-1'], 'logs')).toEqual({
      subject: 'a-1',
      dryRun: false,
      force: false,
      valuesFromStdin: false,
      logs: ['logs'],
    });
  });

  it('understands options as Nx rewrites them', () => {
    const options = parseForgetArguments(['--subject=a', '--dryRun', '--valuesFromStdin', '--logs=x', '--logs=y'], 'l');
    expect(options).toMatchObject({ dryRun: true, valuesFromStdin: true, logs: ['x', 'y'] });
  });

  it.each([[[]], [['--subject', 'ada@x.example']], [['--subject', '']]])(
    'asks for the id when it is given %j',
    (args) => {
      expect(() => parseForgetArguments(args, 'logs')).toThrow('--subject ID');
    },
  );
});
