import { CookieJar } from './cookie-jar';

describe('CookieJar', () => {
  it('sends back what it was given, the newest value of a name', () => {
    const jar = new CookieJar();
    jar.take(['mrc_visitor=a.b=c; Path=/; HttpOnly; SameSite=Lax', 'other=1']);
    jar.take(['other=2; Max-Age=60']);
    expect(jar.header()).toBe('mrc_visitor=a.b=c; other=2');
  });

  it.each(['gone=', 'gone=x; Max-Age=0', 'gone=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT'])(
    'drops a cookie at %s',
    (end) => {
      const jar = new CookieJar();
      jar.take(['gone=1']);
      jar.take([end]);
      expect(jar.header()).toBeUndefined();
    },
  );
});
