#!lua flags=allow-oom
-- KEYS[1] stream, KEYS[2] groups, KEYS[3] what the last trim found; ARGV[1] length below which a stream is left alone, ARGV[2]
-- and ARGV[3] the oldest durable position that a group may come back to and the name of that group, or '' when none is kept,
-- ARGV[4] '1' for a dry run.
-- Trims behind the slowest group. Returns { entries trimmed (a dry run: entries that may go), first id kept, group that
-- holds the rest or '', refusal or '', milliseconds for which it has been held there }. Refuses while a group that must be
-- asked is missing: a moment without a group (NOGROUP) must not free its data.
-- allow-oom: a full Redis is when trimming is needed most.
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
local function pairsOf(reply)
  local found = {}
  for i = 1, #reply, 2 do found[reply[i]] = reply[i + 1] end
  return found
end
local dry = ARGV[4] == '1'
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
-- The place where a stream was held last, and since when, survive the process that trims.
local function answer(entries, keep, holder, refusal)
  local last = redis.call('HMGET', KEYS[3], 'keptFrom', 'heldBy', 'refusal', 'since')
  local since = now
  if last[1] == keep and last[2] == holder and last[3] == refusal then since = tonumber(last[4]) end
  if not dry then
    redis.call('HSET', KEYS[3], 'keptFrom', keep, 'heldBy', holder, 'refusal', refusal,
      'since', string.format('%.0f', since), 'at', string.format('%.0f', now))
  end
  local heldFor = 0
  if holder ~= '' or refusal ~= '' then heldFor = now - since end
  return { entries, keep, holder, refusal, heldFor }
end
local length = redis.call('XLEN', KEYS[1])
if length == 0 or length <= tonumber(ARGV[1]) then return answer(0, '', '', '') end
local expected = redis.call('SMEMBERS', KEYS[2])
if #expected == 0 then return answer(0, '', '', 'no group is known') end
local last = {}
for _, info in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
  local group = pairsOf(info)
  last[group['name']] = group['last-delivered-id']
end
for _, name in ipairs(expected) do
  if not last[name] then return answer(0, '', name, 'group ' .. name .. ' is missing') end
end
local newest = pairsOf(redis.call('XINFO', 'STREAM', KEYS[1]))['last-generated-id']
local keep, holder
for name, id in pairs(last) do
  local pending = redis.call('XPENDING', KEYS[1], name)
  local holds = name
  if pending[1] > 0 then
    id = pending[2]
  elseif not before(id, newest) then
    -- Seen to the end: nobody's need, only what is never trimmed.
    holds = ''
  end
  if not keep or before(id, keep) or (id == keep and holder == '') then
    keep = id
    holder = holds
  end
end
if ARGV[2] ~= '' and before(ARGV[2], keep) then
  keep = ARGV[2]
  holder = ARGV[3]
end
if dry then
  local free = 0
  local cursor = '-'
  -- Nothing is before the first id there can be, and Redis refuses to look.
  if keep == '0-0' then return answer(0, keep, holder, '') end
  repeat
    local page = redis.call('XRANGE', KEYS[1], cursor, '(' .. keep, 'COUNT', 1000)
    free = free + #page
    if #page > 0 then cursor = '(' .. page[#page][1] end
  until #page < 1000 or free >= 100000
  return answer(free, keep, holder, '')
end
return answer(redis.call('XTRIM', KEYS[1], 'MINID', '~', keep), keep, holder, '')
