/** Where to go after signing in: a page of this shop, never another site. */
export function safeReturnTo(asked: string | undefined): string {
  return asked && /^\/(?![/\\])/.test(asked) && !/^\/(login|register)\b/.test(asked) ? asked : '/';
}
