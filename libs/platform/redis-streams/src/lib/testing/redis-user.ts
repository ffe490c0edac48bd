import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';

/** A user of a running Redis who is refused certain commands, as a Redis in trouble refuses them: at once, and for a time. */
export interface RedisUser {
  /** Where to connect as this user. */
  readonly url: string;
  /** Rules as of `ACL SETUSER`: `-xack` refuses, `+xack` allows again. */
  rule(...rules: string[]): Promise<void>;
  remove(): Promise<void>;
}

/** Makes a user who may do everything until a rule says otherwise. */
export async function redisUser(url: string): Promise<RedisUser> {
  const admin = new Redis(url);
  const name = `spec-${randomUUID().slice(0, 8)}`;
  await admin.acl('SETUSER', name, 'on', '>secret', '~*', '&*', '+@all');
  const own = new URL(url);
  own.username = name;
  own.password = 'secret';
  return {
    url: own.href,
    rule: async (...rules) => void (await admin.acl('SETUSER', name, ...rules)),
    remove: async () => {
      await admin.acl('DELUSER', name);
      admin.disconnect();
    },
  };
}
