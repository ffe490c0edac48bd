/** The cookies of one visitor, as a browser keeps them for one origin. Kept in memory only. */
export class CookieJar {
  private readonly cookies = new Map<string, string>();

  /** Takes the `Set-Cookie` headers of an answer; an empty value or an age of nothing removes the cookie. */
  take(headers: readonly string[], now: number = Date.now()): void {
    for (const header of headers) {
      const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
      const equals = pair.indexOf('=');
      if (equals <= 0) continue;
      const [name, value] = [pair.slice(0, equals), pair.slice(equals + 1)];
      if (value === '' || attributes.some((attribute) => isOver(attribute, now))) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }

  /** The `Cookie` header, or undefined when there is nothing to send. */
  header(): string | undefined {
    if (this.cookies.size === 0) return undefined;
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

function isOver(attribute: string, now: number): boolean {
  const [name, value = ''] = attribute.split('=', 2);
  if (name?.toLowerCase() === 'max-age') return Number(value) <= 0;
  return name?.toLowerCase() === 'expires' && Date.parse(value) <= now;
}
