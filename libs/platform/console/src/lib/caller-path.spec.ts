import { resolve } from 'node:path';
import { callerPath } from './caller-path';

describe('callerPath', () => {
  it('counts from where the caller stands, then from here', () => {
    expect(callerPath('src', { INIT_CWD: resolve(__dirname, '../..') })).toBe(resolve(__dirname, '..'));
    expect(callerPath('lib', { INIT_CWD: '/nowhere' }, resolve(__dirname, '..'))).toBe(__dirname);
  });

  it('names every place where it looked', () => {
    expect(() => callerPath('nowhere', { INIT_CWD: '/one' }, '/two')).toThrow('no /one/nowhere, and no /two/nowhere');
  });
});
