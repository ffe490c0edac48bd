-- KEYS[1] stream; ARGV: position, key, pattern, data, headers of each event in turn, ascending.
-- Appends `<position>-0` with the position before it in this shard; what is there already is skipped, so that a repeated or
-- doubled relay changes nothing. Positions stay text: Lua's numbers are exact to 2^53 only.
local top = '0'
if redis.call('EXISTS', KEYS[1]) == 1 then
  local info = redis.call('XINFO', 'STREAM', KEYS[1])
  for i = 1, #info, 2 do
    if info[i] == 'last-generated-id' then top = string.match(info[i + 1], '^(%d+)') end
  end
end
local added = 0
for i = 1, #ARGV, 5 do
  local position = ARGV[i]
  if #position > #top or (#position == #top and position > top) then
    redis.call('XADD', KEYS[1], position .. '-0', 'k', ARGV[i + 1], 'p', ARGV[i + 2], 'd', ARGV[i + 3], 'h', ARGV[i + 4], 'prev', top)
    top = position
    added = added + 1
  end
end
return { added, top }
