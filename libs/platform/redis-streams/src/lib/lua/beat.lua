#!lua flags=allow-oom
-- KEYS[1] members; ARGV[1] consumer, ARGV[2] milliseconds after which a silent member counts as gone.
-- A sign of life. Returns how many members live.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return redis.call('ZCARD', KEYS[1])
