/** What the Redis keys of this shop begin with. */
export const KEY_PREFIX = 'mrc';
