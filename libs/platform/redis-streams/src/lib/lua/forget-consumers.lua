#!lua flags=allow-oom
-- KEYS[1] stream; ARGV[1] group, ARGV[2] consumer that stays.
-- Removes the names of all other consumers that hold nothing: each process has a name of its own, and those of the dead would
-- add up. XGROUP DELCONSUMER with pending entries would lose them (redis #9745). Returns how many were removed.
local removed = 0
local reply = redis.pcall('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])
if reply.err then return removed end
for _, info in ipairs(reply) do
  local name, pending
  for i = 1, #info, 2 do
    if info[i] == 'name' then name = info[i + 1] end
    if info[i] == 'pending' then pending = info[i + 1] end
  end
  if name ~= ARGV[2] and pending == 0 then
    redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], name)
    removed = removed + 1
  end
end
return removed
