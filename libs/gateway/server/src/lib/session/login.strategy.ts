import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-local';
import type { Role } from '@mercury/identity/contracts';
import { VerifyCredentials } from '@mercury/identity/server';
import { UnauthenticatedError } from '@mercury/platform/errors';
import { MasterKey } from '@mercury/platform/personal-data';
import { RateLimiter } from '../limits/rate-limiter';

export const LOGIN_STRATEGY = 'mercury-login';

/** Passport's check of an e-mail address and a password. Guesses at one address are counted, wherever they come from. */
@Injectable()
export class LoginStrategy extends PassportStrategy(Strategy, LOGIN_STRATEGY) {
  constructor(
    private readonly queries: QueryBus,
    private readonly limiter: RateLimiter,
    private readonly master: MasterKey,
  ) {
    super({ usernameField: 'email', passwordField: 'password', session: false });
  }

  /** Throws UnauthenticatedError for a wrong pair, TooManyRequestsError after too many of them. */
  async validate(email: string, password: string): Promise<{ accountId: string; role: Role }> {
    const emailHash = this.master.emailHash(email);
    await this.limiter.checkGuesses(emailHash);
    const account = await this.queries.execute(new VerifyCredentials(email, password));
    if (account) return account;
    await this.limiter.noteWrongGuess(emailHash);
    throw new UnauthenticatedError('identity.bad_credentials', {
      message: 'The e-mail address or the password is not right',
    });
  }
}
