#!lua flags=allow-oom
-- KEYS[1] lease, KEYS[2] owner; ARGV[1] consumer, ARGV[2] milliseconds.
-- Takes a free lease, or keeps our own. Returns { fence, last owner when it died or went silent, else '' }; fence 0 when
-- somebody else owns it. The fence grows at each change of owner, also when Redis was emptied: it is never below the clock.
-- allow-oom: a full Redis must still be able to hand work over, since consumers are who drains it.
local consumer = ARGV[1]
local holder = redis.call('GET', KEYS[1])
if holder == consumer then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  return { tonumber(redis.call('HGET', KEYS[2], 'fence') or '0'), '' }
end
if holder then return { 0, '' } end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local last = redis.call('HMGET', KEYS[2], 'consumer', 'clean', 'fence')
local fence = math.max(now, tonumber(last[3] or '0') + 1)
redis.call('SET', KEYS[1], consumer, 'PX', ARGV[2])
redis.call('HSET', KEYS[2], 'consumer', consumer, 'clean', '0', 'fence', string.format('%.0f', fence))
if last[1] and last[2] ~= '1' then return { fence, last[1] } end
return { fence, '' }
