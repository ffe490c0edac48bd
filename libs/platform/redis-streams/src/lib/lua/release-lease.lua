#!lua flags=allow-oom
-- KEYS[1] lease, KEYS[2] owner, KEYS[3] stream; ARGV[1] consumer, ARGV[2] group.
-- Gives the lease back if it is still ours, says that it was done in order, and removes our name from the group when it
-- holds nothing: XGROUP DELCONSUMER with pending entries would lose them (redis #9745).
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[2], 'clean', '1')
local reply = redis.pcall('XINFO', 'CONSUMERS', KEYS[3], ARGV[2])
if reply.err then return 1 end
for _, info in ipairs(reply) do
  local name, pending
  for i = 1, #info, 2 do
    if info[i] == 'name' then name = info[i + 1] end
    if info[i] == 'pending' then pending = info[i + 1] end
  end
  if name == ARGV[1] and pending == 0 then redis.call('XGROUP', 'DELCONSUMER', KEYS[3], ARGV[2], name) end
end
return 1
