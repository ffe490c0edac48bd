-- ARGV: the last expired minute by the reader's clock, and how many votes at most. Returns 1 while there may be more.
local newest = tonumber(redis.call('HGET', KEYS[3], 'newest') or '0')
local limit = tonumber(ARGV[2])
if retire(tonumber(ARGV[1]), limit, newest) >= limit then return 1 end
return 0
