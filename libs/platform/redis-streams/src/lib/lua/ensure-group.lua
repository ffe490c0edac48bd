#!lua flags=allow-oom
-- KEYS[1] stream, KEYS[2] groups without whose word nothing is trimmed; ARGV[1] group, ARGV[2] id behind which it begins.
-- Makes a group, and the stream, unless they are there. Returns 1 when it was made, 0 when it was there.
-- allow-oom: a consumer that starts while Redis is full is the one who will empty it.
local created = redis.pcall('XGROUP', 'CREATE', KEYS[1], ARGV[1], ARGV[2], 'MKSTREAM')
if created.err and not string.find(created.err, 'BUSYGROUP', 1, true) then return created end
if KEYS[2] then redis.call('SADD', KEYS[2], ARGV[1]) end
if created.err then return 0 end
return 1
