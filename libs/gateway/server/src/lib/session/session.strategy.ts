import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import { Strategy } from 'passport-custom';
import { Sessions } from '@mercury/identity/server';
import type { SignedIn } from '../caller/caller';
import { SESSION_COOKIE } from '../caller/cookies';

export const SESSION_STRATEGY = 'mercury-session';

/** Passport's view of our session cookie. */
@Injectable()
export class SessionStrategy extends PassportStrategy(Strategy, SESSION_STRATEGY) {
  constructor(private readonly sessions: Sessions) {
    super();
  }

  /** Resolves to false, which is no error: most visitors are guests. */
  async validate(request: Request): Promise<SignedIn | false> {
    const token: unknown = request.cookies?.[SESSION_COOKIE];
    if (typeof token !== 'string' || !/^[\w-]{43}$/.test(token)) return false;
    const session = await this.sessions.find(token);
    return session ? { token, session } : false;
  }
}
