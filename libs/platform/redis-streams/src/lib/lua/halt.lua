#!lua flags=allow-oom
-- KEYS[1] why the shard stands still, KEYS[2] attempts; ARGV[1] id of the entry, ARGV[2] its original id, ARGV[3] error, ARGV[4] when.
-- Writes down why a shard stands still. The entry's tries begin anew when somebody lets it go on, so they are forgotten.
-- allow-oom: a full Redis must not hide from operators that a shard stands still, nor from its next owner.
redis.call('HSET', KEYS[1], 'id', ARGV[2], 'error', ARGV[3], 'at', ARGV[4])
redis.call('HDEL', KEYS[2], ARGV[1])
return 1
