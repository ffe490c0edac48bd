#!lua flags=allow-oom
-- KEYS[1] stream; ARGV[1] group, ARGV[2] id behind which it goes on.
-- Puts a group back: nothing of it is pending any more, and it is given next what comes behind the id. In one step, and the
-- place before the acknowledgements: what is neither pending nor still to be delivered may be trimmed at any moment.
-- allow-oom: a full Redis is emptied by those who read.
redis.call('XGROUP', 'SETID', KEYS[1], ARGV[1], ARGV[2])
local freed = 0
repeat
  local ids = {}
  for _, entry in ipairs(redis.call('XPENDING', KEYS[1], ARGV[1], '-', '+', 500)) do ids[#ids + 1] = entry[1] end
  if #ids > 0 then redis.call('XACK', KEYS[1], ARGV[1], unpack(ids)) end
  freed = freed + #ids
until #ids == 0
return freed
