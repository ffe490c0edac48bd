import { MasterKey } from './master-key';

describe('the installation’s key', () => {
  const master = new MasterKey('ab'.repeat(32));

  it('wraps the key of a person for that person alone', () => {
    const key = master.newKey();
    const wrapped = master.wrap(key, 'ada');
    expect(master.unwrap(wrapped, 'ada')).toEqual(key);
    expect(() => master.unwrap(wrapped, 'eve')).toThrow();
    expect(() => new MasterKey('cd'.repeat(32)).unwrap(wrapped, 'ada')).toThrow();
  });

  it('knows one spelling for one address', () => {
    expect(master.emailHash('  Ada@Mercury.Example ')).toBe(master.emailHash('ada@mercury.example'));
    expect(master.emailHash('ada@mercury.example')).not.toBe(master.emailHash('eve@mercury.example'));
  });

  it('is 64 hexadecimal digits, and nothing else', () => {
    expect(() => new MasterKey('ab'.repeat(31))).toThrow('64 hexadecimal digits');
    expect(() => new MasterKey('')).toThrow('64 hexadecimal digits');
  });
});
