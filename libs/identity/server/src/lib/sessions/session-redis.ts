/** The Redis connection that sessions live on. */
export const SESSION_REDIS = Symbol('SESSION_REDIS');
