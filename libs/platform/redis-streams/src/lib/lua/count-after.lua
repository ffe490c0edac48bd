#!lua flags=no-writes
-- KEYS[1] stream; ARGV[1] id, ARGV[2] how many to count at most. Returns how many entries follow the id, counted here so that
-- they need not travel.
return #redis.call('XRANGE', KEYS[1], '(' .. ARGV[1], '+', 'COUNT', ARGV[2])
