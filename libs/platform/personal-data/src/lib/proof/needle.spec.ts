import { blotted, matcher } from './needle';

describe('a search for a value', () => {
  it('finds it in any case, and as JSON writes it', () => {
    const find = matcher([{ label: 'street', text: 'Hidden "Lane" 7' }]);
    expect(find('sent to HIDDEN "LANE" 7 today')).toEqual(['street']);
    expect(find(JSON.stringify({ line1: 'Hidden "Lane" 7' }))).toEqual(['street']);
    expect(find('Hidden Lane 7')).toEqual([]);
  });

  it('takes a short word for a find only when it is a whole value', () => {
    const find = matcher([{ label: 'name', text: 'Ada' }]);
    expect(find('{"title":"Canada mug"}')).toEqual([]);
    expect(find('{"name":"Ada"}')).toEqual(['name']);
    expect(find(JSON.stringify({ body: JSON.stringify({ name: 'Ada' }) }))).toEqual(['name']);
  });

  it('names each value that it finds, and never prints it', () => {
    const find = matcher([
      { label: 'name', text: 'Nadezhda Kruk' },
      { label: 'e-mail', text: 'kruk@x.example' },
    ]);
    expect(find('Nadezhda Kruk <kruk@x.example>')).toEqual(['name', 'e-mail']);
    const secret = [{ label: 'hash', text: 'ABCDEF0123' }];
    expect(blotted('limit:abcdef0123:ABCDEF0123', secret)).toBe('limit:…:…');
  });
});
