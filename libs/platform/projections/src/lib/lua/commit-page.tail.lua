end
local own_keys, own_args = {}, {}
for i = 2, #KEYS do own_keys[i - 1] = KEYS[i] end
for i = 4, #ARGV do own_args[i - 3] = ARGV[i] end
fold(own_keys, own_args)
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 1
