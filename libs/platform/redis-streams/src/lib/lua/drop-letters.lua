-- KEYS[1] dead letters, KEYS[2] parked; ARGV[1..] ids of dead letters.
-- Deletes dead letters for good. A key whose last letter has gone is parked no more. Returns how many were deleted.
local dropped = 0
local touched = {}
for i = 1, #ARGV do
  local letter = redis.call('XRANGE', KEYS[1], ARGV[i], ARGV[i])[1]
  if letter then
    dropped = dropped + redis.call('XDEL', KEYS[1], ARGV[i])
    for f = 1, #letter[2], 2 do
      if letter[2][f] == 'k' then touched[letter[2][f + 1]] = true end
    end
  end
end
if next(touched) == nil or redis.call('SCARD', KEYS[2]) == 0 then return dropped end
local cursor = '-'
repeat
  local page = redis.call('XRANGE', KEYS[1], cursor, '+', 'COUNT', 500)
  for _, letter in ipairs(page) do
    for f = 1, #letter[2], 2 do
      if letter[2][f] == 'k' then touched[letter[2][f + 1]] = nil end
    end
    cursor = '(' .. letter[1]
  end
until #page < 500
for key in pairs(touched) do redis.call('SREM', KEYS[2], key) end
return dropped
