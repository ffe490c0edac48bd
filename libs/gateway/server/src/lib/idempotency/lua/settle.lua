-- Changes a claim of ours. KEYS[1] the record. ARGV: owner, what, and for 'keep' status and body, for 'renew' the new end (ms).
-- 'renew' holds the claim longer; 'keep' stores the answer; 'release' lets the next attempt run; 'forget' frees the key.
if redis.call('HGET', KEYS[1], 'owner') ~= ARGV[1] then return 0 end
if ARGV[2] == 'renew' then
  redis.call('HSET', KEYS[1], 'leased', ARGV[3])
elseif ARGV[2] == 'forget' then
  redis.call('DEL', KEYS[1])
else
  redis.call('HDEL', KEYS[1], 'leased', 'owner')
  if ARGV[2] == 'keep' then redis.call('HSET', KEYS[1], 'status', ARGV[3], 'body', ARGV[4]) end
end
return 1
