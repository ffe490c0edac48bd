#!lua flags=allow-oom
-- KEYS[1] stream that holds the entry (the shard's, or the retries), KEYS[2] dead letters, KEYS[3] attempts, KEYS[4] started,
-- KEYS[5] parked, KEYS[6] retries; ARGV[1] group, ARGV[2] entry id, ARGV[3] key to park or '', ARGV[4] '1' only when the key is
-- parked already, '2' only when an older dead letter of the key is there, ARGV[5] original id, ARGV[6..] fields to add.
-- allow-oom: an entry that cannot be buried keeps a full Redis full, since nothing behind it is trimmed.
-- Copies an entry to the dead letters and acknowledges it. Returns 1; 0 when it is not pending any more (somebody else was
-- faster); -1 when the condition does not hold any more (the key was redriven meanwhile: the entry must wait behind what comes
-- back; or the letter before it was).
local function before(a, b)
  local am, as = string.match(a, '^(%d+)-(%d+)$')
  local bm, bs = string.match(b, '^(%d+)-(%d+)$')
  if am == bm then am, bm = as, bs end
  if #am ~= #bm then return #am < #bm end
  return am < bm
end
-- From the newest: who died again lately is found first.
local function olderLetter()
  local cursor = '+'
  repeat
    local page = redis.call('XREVRANGE', KEYS[2], cursor, '-', 'COUNT', 100)
    for _, letter in ipairs(page) do
      local key, original = '', letter[1]
      for f = 1, #letter[2], 2 do
        if letter[2][f] == 'k' then key = letter[2][f + 1] end
        if letter[2][f] == 'x-id' then original = letter[2][f + 1] end
      end
      if key == ARGV[3] and before(original, ARGV[5]) then return true end
      cursor = '(' .. letter[1]
    end
  until #page < 100
  return false
end
if ARGV[4] == '1' and redis.call('SISMEMBER', KEYS[5], ARGV[3]) == 0 then return -1 end
if ARGV[4] == '2' and not olderLetter() then return -1 end
local pending = redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[2], ARGV[2], 1)
if #pending == 0 then return 0 end
local entry = redis.call('XRANGE', KEYS[1], ARGV[2], ARGV[2])
local fields = {}
if entry[1] then
  -- What a dead letter carried from its first death is replaced by this one's.
  for i = 1, #entry[1][2], 2 do
    if string.sub(entry[1][2][i], 1, 2) ~= 'x-' then
      fields[#fields + 1] = entry[1][2][i]
      fields[#fields + 1] = entry[1][2][i + 1]
    end
  end
end
fields[#fields + 1] = 'x-id'
fields[#fields + 1] = ARGV[5]
for i = 6, #ARGV do fields[#fields + 1] = ARGV[i] end
redis.call('XADD', KEYS[2], '*', unpack(fields))
if ARGV[3] ~= '' then redis.call('SADD', KEYS[5], ARGV[3]) end
redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
-- Redriven entries are for this group alone: nobody else needs them.
if KEYS[1] == KEYS[6] then redis.call('XDEL', KEYS[1], ARGV[2]) end
redis.call('HDEL', KEYS[3], ARGV[2])
redis.call('HDEL', KEYS[4], ARGV[2])
return 1
