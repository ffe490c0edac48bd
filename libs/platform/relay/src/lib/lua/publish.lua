-- KEYS[1] stream; ARGV: the last position that the relay knows to be in it, then position, key, pattern, data, headers of
-- each event in turn, ascending. Returns { entries added, or -1; the stream's last position; its length }.
-- Appends `<position>-0` with the position before it in this shard; what is there already is skipped, so that a repeat
-- changes nothing. A stream that does not end where the relay believes is left alone (-1): before it, it has lost entries,
-- and an append would close the hole for ever; beyond it, somebody else has published, and the relay looks whether that
-- was of this store. Positions stay text: Lua's numbers are exact to 2^53 only.
local function after(a, b)
  return #a > #b or (#a == #b and a > b)
end
local top, length = '0', 0
if redis.call('EXISTS', KEYS[1]) == 1 then
  local info = redis.call('XINFO', 'STREAM', KEYS[1])
  for i = 1, #info, 2 do
    if info[i] == 'last-generated-id' then top = string.match(info[i + 1], '^(%d+)') end
    if info[i] == 'length' then length = info[i + 1] end
  end
end
if top ~= ARGV[1] then return { -1, top, length } end
local added = 0
for i = 2, #ARGV, 5 do
  local position = ARGV[i]
  if after(position, top) then
    redis.call('XADD', KEYS[1], position .. '-0', 'k', ARGV[i + 1], 'p', ARGV[i + 2], 'd', ARGV[i + 3], 'h', ARGV[i + 4], 'prev', top)
    top = position
    added = added + 1
  end
end
return { added, top, length + added }
