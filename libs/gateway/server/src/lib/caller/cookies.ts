import type { CookieOptions, Response } from 'express';
import { SESSION_IDLE_SECONDS } from '@mercury/identity/server';

export const VISITOR_COOKIE = 'mrc_visitor';
export const SESSION_COOKIE = 'mrc_session';
const VISITOR_SECONDS = 180 * 24 * 3_600;

/** Sets and clears our two cookies. Lax: a return from the bank's 3-D Secure page must find the visitor again. */
export class Cookies {
  constructor(private readonly publicUrl: string) {}

  setVisitor(response: Response, signed: string): void {
    response.cookie(VISITOR_COOKIE, signed, { ...this.base(), maxAge: VISITOR_SECONDS * 1_000 });
  }

  setSession(response: Response, token: string): void {
    response.cookie(SESSION_COOKIE, token, { ...this.base(), maxAge: SESSION_IDLE_SECONDS * 1_000 });
  }

  clearSession(response: Response): void {
    response.clearCookie(SESSION_COOKIE, this.base());
  }

  private base(): CookieOptions {
    return { httpOnly: true, sameSite: 'lax', secure: this.publicUrl.startsWith('https:'), path: '/' };
  }
}
