import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { ConflictError, DomainError, UnavailableError } from '@mercury/platform/errors';
import { luaScript, RedisStreamsClient } from '@mercury/platform/redis-streams';
import { GATEWAY_OPTIONS, type GatewayOptions } from '../gateway.options';

const claimScript = luaScript('claim', __dirname);
const settleScript = luaScript('settle', __dirname);

const RETENTION_MS = 24 * 3_600 * 1_000;
const LEASE_MS = 10_000;
const RENEW_MS = 3_000;
const POLL_MS = 100;
const WAIT_MS = 8_000;

/** Where the records of commands are: a pattern of Redis keys, for who must delete what an answer says of somebody. */
export const commandRecords = (keyPrefix: string): string => `${keyPrefix}:{command:*}`;

/** A stored answer. */
export interface KeptAnswer {
  readonly status: number;
  readonly body: string;
}

/** The right to run a command now. Ends with exactly one of keep, release and forget. */
export interface Claim {
  /** Later attempts get this answer. */
  keep(answer: KeptAnswer): Promise<void>;
  /** The next attempt with the same content runs again. */
  release(): Promise<void>;
  /** As if the key had never been used. */
  forget(): Promise<void>;
}

/**
 * Remembers for a day which commands ran and what they answered. A claim is leased: when its process dies the lease ends
 * and the next attempt runs, under the same command id, which the services recognise.
 */
@Injectable()
export class IdempotencyStore {
  private readonly redis: Redis;

  constructor(
    client: RedisStreamsClient,
    @Inject(GATEWAY_OPTIONS) private readonly options: Pick<GatewayOptions, 'keyPrefix'>,
  ) {
    this.redis = client.unwrap<Redis>();
  }

  /**
   * The claim, or the answer of the attempt that had it. While another attempt runs this one waits, at most eight
   * seconds; then it throws `request.in_progress` (409, retryable). Other content: `request.idempotency_mismatch` (422).
   */
  async claim(scope: string, key: string, fingerprint: string): Promise<Claim | KeptAnswer> {
    const record = this.recordKey(scope, key);
    const owner = randomUUID();
    for (const giveUpAt = Date.now() + WAIT_MS; ;) {
      const [outcome, status, body] = await this.askFor(record, fingerprint, owner);
      if (outcome === 'run') return this.claimOf(record, owner);
      if (outcome === 'replay') return { status: Number(status), body: body ?? 'null' };
      if (outcome === 'mismatch')
        throw new DomainError('request.idempotency_mismatch', {
          status: 422,
          message: 'This Idempotency-Key was used with another request: use a new key for a new command',
        });
      if (Date.now() >= giveUpAt)
        throw new ConflictError('request.in_progress', {
          message: 'The first attempt of this command still runs: repeat it in a moment',
          retryable: true,
          data: { retryAfterSeconds: 1 },
        });
      await delay(POLL_MS);
    }
  }

  private async askFor(record: string, fingerprint: string, owner: string): Promise<string[]> {
    try {
      return (await claimScript(
        this.redis,
        [record],
        [fingerprint, owner, Date.now(), LEASE_MS, RETENTION_MS],
      )) as string[];
    } catch (cause) {
      throw new UnavailableError('request.redis_unavailable', { cause });
    }
  }

  private claimOf(record: string, owner: string): Claim {
    const settle = async (what: string, ...rest: (string | number)[]) => {
      await settleScript(this.redis, [record], [owner, what, ...rest]);
    };
    const renewal = setInterval(() => void settle('renew', Date.now() + LEASE_MS).catch(() => undefined), RENEW_MS);
    renewal.unref();
    const end = async (what: string, ...rest: (string | number)[]) => {
      clearInterval(renewal);
      // The command has happened; an answer that could not be kept is asked for again, under the same command id.
      await settle(what, ...rest).catch(() => undefined);
    };
    return {
      keep: ({ status, body }) => end('keep', status, body),
      release: () => end('release'),
      forget: () => end('forget'),
    };
  }

  private recordKey(scope: string, key: string): string {
    const hash = createHash('sha256').update(`${scope}\n${key}`).digest('base64url');
    return `${this.options.keyPrefix}:{command:${hash}}`;
  }
}
