import { randomBytes } from 'node:crypto';
import { open, seal } from './seal';

describe('sealed data', () => {
  const key = randomBytes(32);

  it('opens with its key and its context', () => {
    expect(open(key, seal(key, 'ada@mercury.example', 'email'), 'email').toString()).toBe('ada@mercury.example');
  });

  it('looks different each time', () => {
    expect(seal(key, 'same', 'x')).not.toBe(seal(key, 'same', 'x'));
  });

  it('stays shut for another key, another context, a changed text', () => {
    const sealed = seal(key, 'secret', 'email');
    const changed = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
    expect(() => open(randomBytes(32), sealed, 'email')).toThrow();
    expect(() => open(key, sealed, 'name')).toThrow();
    expect(() => open(key, changed, 'email')).toThrow();
  });
});
