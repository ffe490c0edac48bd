-- KEYS[1] stream, KEYS[2] groups; ARGV[1] length below which a stream is left alone, ARGV[2] oldest durable position that a
-- group may come back to, or '' when none is kept, ARGV[3] '1' for a dry run.
-- Trims behind the slowest group. Returns { entries trimmed (a dry run: entries that may go), first id kept, group that
-- holds the rest, refusal or '' }. Refuses while a group that must be asked is missing: a moment without a group (NOGROUP)
-- must not free its data.
local function parts(id)
  local ms, seq = string.match(id, '^(%d+)-(%d+)$')
  return ms, seq
end
local function below(a, b)
  if #a ~= #b then return #a < #b end
  return a < b
end
local function before(a, b)
  local am, as = parts(a)
  local bm, bs = parts(b)
  if am == bm then return below(as, bs) end
  return below(am, bm)
end
local length = redis.call('XLEN', KEYS[1])
if length <= tonumber(ARGV[1]) then return { 0, '', '', '' } end
local expected = redis.call('SMEMBERS', KEYS[2])
if #expected == 0 then return { 0, '', '', 'no group is known' } end
local last = {}
for _, info in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
  local name, id
  for i = 1, #info, 2 do
    if info[i] == 'name' then name = info[i + 1] end
    if info[i] == 'last-delivered-id' then id = info[i + 1] end
  end
  last[name] = id
end
for _, name in ipairs(expected) do
  if not last[name] then return { 0, '', name, 'group ' .. name .. ' is missing' } end
end
local keep, holder
for name, id in pairs(last) do
  local pending = redis.call('XPENDING', KEYS[1], name)
  if pending[1] > 0 then id = pending[2] end
  if not keep or before(id, keep) then
    keep = id
    holder = name
  end
end
if ARGV[2] ~= '' and before(ARGV[2] .. '-0', keep) then
  keep = ARGV[2] .. '-0'
  holder = 'durable positions'
end
if ARGV[3] == '1' then
  local info = redis.call('XINFO', 'STREAM', KEYS[1])
  local first = '0-0'
  for i = 1, #info, 2 do
    if info[i] == 'first-entry' and info[i + 1] then first = info[i + 1][1] end
  end
  local free = 0
  if before(first, keep) then
    local cursor = '-'
    repeat
      local page = redis.call('XRANGE', KEYS[1], cursor, '(' .. keep, 'COUNT', 1000)
      free = free + #page
      if #page > 0 then cursor = '(' .. page[#page][1] end
    until #page < 1000 or free >= 100000
  end
  return { free, keep, holder, '' }
end
return { redis.call('XTRIM', KEYS[1], 'MINID', '~', keep), keep, holder, '' }
