import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { UnavailableError } from '@mercury/platform/errors';
import { Clock } from '@mercury/shared/util-ids';
import { IDENTITY_OPTIONS, type IdentityOptions } from '../identity.options';
import { SESSION_REDIS } from './session-redis';
import type { Session } from './session';

/** A session ends after this long without use. */
export const SESSION_IDLE_SECONDS = 14 * 24 * 3_600;
/** A session ends after this long however much it is used. */
const SESSION_LIFE_MS = 90 * 24 * 3_600 * 1_000;

/**
 * Sessions in Redis. The token is random and goes to the browser only; we keep its hash, so that who reads Redis cannot
 * be anybody. Each use puts the end off; log in always makes a new token, so that none can be planted beforehand.
 */
@Injectable()
export class Sessions {
  constructor(
    @Inject(SESSION_REDIS) private readonly redis: Redis,
    @Inject(IDENTITY_OPTIONS) private readonly options: Pick<IdentityOptions, 'keyPrefix'>,
    private readonly clock: Clock,
  ) {}

  /** Opens a session under a new token. */
  async open(opened: Omit<Session, 'openedAt'>): Promise<{ token: string; session: Session }> {
    const token = randomBytes(32).toString('base64url');
    const session = { ...opened, openedAt: this.clock.now().getTime() };
    const index = this.indexKey(session.accountId);
    await asked(async () => {
      await this.redis.set(this.key(token), JSON.stringify(session), 'EX', SESSION_IDLE_SECONDS);
      await this.redis.sadd(index, hashOf(token));
      await this.redis.pexpire(index, SESSION_LIFE_MS);
    });
    return { token, session };
  }

  /** The session of a token, if it lives; its end is put off. */
  async find(token: string): Promise<Session | undefined> {
    const text = await asked(() => this.redis.getex(this.key(token), 'EX', SESSION_IDLE_SECONDS));
    if (!text) return undefined;
    const session = JSON.parse(text) as Session;
    if (this.clock.now().getTime() - session.openedAt < SESSION_LIFE_MS) return session;
    await this.close(token, session.accountId);
    return undefined;
  }

  /** Notes that the guest's cart has joined. A session that has ended meanwhile stays ended. */
  async mergeDone(token: string, { pendingMerge: _, ...session }: Session): Promise<void> {
    await asked(() => this.redis.set(this.key(token), JSON.stringify(session), 'KEEPTTL', 'XX'));
  }

  async close(token: string, accountId: string): Promise<void> {
    await asked(async () => {
      await this.redis.del(this.key(token));
      await this.redis.srem(this.indexKey(accountId), hashOf(token));
    });
  }

  /** Ends every session of an account: its password or its role has changed. */
  async closeAllOf(accountId: string): Promise<void> {
    const index = this.indexKey(accountId);
    await asked(async () => {
      for (const hash of await this.redis.smembers(index)) await this.redis.del(this.keyOfHash(hash));
      await this.redis.del(index);
    });
  }

  private key(token: string): string {
    return this.keyOfHash(hashOf(token));
  }

  private keyOfHash(hash: string): string {
    return `${this.options.keyPrefix}:{session:${hash}}`;
  }

  private indexKey(accountId: string): string {
    return `${this.options.keyPrefix}:{sessions-of:${accountId}}`;
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** A signed-in shopper must not become a guest because Redis is away: the request says so, and can be repeated. */
async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new UnavailableError('identity.sessions_unavailable', { message: 'Sessions cannot be read now', cause });
  }
}
