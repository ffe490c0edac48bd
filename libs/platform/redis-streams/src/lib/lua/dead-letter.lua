-- KEYS[1] stream, KEYS[2] dead letters, KEYS[3] attempts; ARGV[1] group, ARGV[2] entry id, ARGV[3..] fields to add.
-- Copies an entry to the dead letters and acknowledges it, or does nothing when it is no longer pending here.
local pending = redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[2], ARGV[2], 1)
if #pending == 0 then return 0 end
local entry = redis.call('XRANGE', KEYS[1], ARGV[2], ARGV[2])
local fields = {}
if entry[1] then fields = entry[1][2] end
for i = 3, #ARGV do fields[#fields + 1] = ARGV[i] end
redis.call('XADD', KEYS[2], '*', unpack(fields))
redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
redis.call('HDEL', KEYS[3], ARGV[2])
return 1
