#!lua flags=allow-oom
-- KEYS[1] stream, KEYS[2] groups without whose word nothing is trimmed; ARGV[1] group, ARGV[2] id behind which it begins, or ''.
-- Makes a group, and the stream, unless they are there. Returns 1 when it was made, 0 when it was there, -1 when it is gone and
-- was not made, since nobody has said where it begins.
-- allow-oom: a consumer that starts while Redis is full is the one who will empty it.
if ARGV[2] == '' and redis.pcall('XPENDING', KEYS[1], ARGV[1]).err then return -1 end
local created = redis.pcall('XGROUP', 'CREATE', KEYS[1], ARGV[1], ARGV[2] ~= '' and ARGV[2] or '0', 'MKSTREAM')
if created.err and not string.find(created.err, 'BUSYGROUP', 1, true) then return created end
if KEYS[2] then redis.call('SADD', KEYS[2], ARGV[1]) end
if created.err then return 0 end
return 1
