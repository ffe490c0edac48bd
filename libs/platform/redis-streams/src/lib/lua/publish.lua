-- KEYS[1] stream; ARGV[1] number of messages, then for each: id (`*` or `<position>-0`), number of field strings, the strings.
-- Appends a batch in one call. Returns { length of the stream, then for each message its id, '' for a position that is there
-- already, '<' for one that is not and that a later one has overtaken, or '!' .. reason }. After a refusal with a reason
-- nothing more is appended: a later position would leave a hole for ever. A replica refuses the whole, as it refuses a single
-- XADD: the error makes the client look for the master.

-- Is an id that is not above the last one in the stream, or was it before it may have been trimmed?
local function isKnown(id)
  if #redis.call('XRANGE', KEYS[1], id, id) > 0 then return true end
  if #redis.call('XRANGE', KEYS[1], '-', '(' .. id, 'COUNT', 1) > 0 then return false end
  local info = redis.call('XINFO', 'STREAM', KEYS[1])
  local found = {}
  for i = 1, #info, 2 do found[info[i]] = info[i + 1] end
  return found['entries-added'] > found['length']
end

local answers = { 0 }
local at = 2
local failure
for i = 1, tonumber(ARGV[1]) do
  local count = tonumber(ARGV[at + 1])
  if failure then
    answers[i + 1] = failure
  else
    local reply = redis.pcall('XADD', KEYS[1], ARGV[at], unpack(ARGV, at + 2, at + 1 + count))
    if type(reply) == 'string' then
      answers[i + 1] = reply
    elseif string.find(reply.err, 'equal or smaller than the target stream top item', 1, true) then
      answers[i + 1] = isKnown(ARGV[at]) and '' or '<'
    elseif string.find(reply.err, '^READONLY') then
      return reply
    else
      failure = '!' .. reply.err
      answers[i + 1] = failure
    end
  end
  at = at + 2 + count
end
local length = redis.pcall('XLEN', KEYS[1])
if type(length) == 'number' then answers[1] = length end
return answers
