-- KEYS[1] lease, KEYS[2] fence counter; ARGV[1] owner, ARGV[2] milliseconds.
-- Takes a free lease, or keeps our own. Returns the fence, 0 when somebody else owns it.
local owner = redis.call('GET', KEYS[1])
if owner == ARGV[1] then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  return tonumber(redis.call('GET', KEYS[2]) or '0')
end
if owner then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return redis.call('INCR', KEYS[2])
