-- KEYS[1] dead letters, KEYS[2] retries, KEYS[3] parked; ARGV[1] group, ARGV[2..] ids of dead letters, in the order in which
-- they shall be handled.
-- Moves dead letters to the retries of their own group: no other group sees them, and in one step, so that a repeated call
-- moves nothing twice. A key whose last letter has gone is parked no more. Returns how many were moved.
local moved = 0
local touched = {}
local created = redis.pcall('XGROUP', 'CREATE', KEYS[2], ARGV[1], '0', 'MKSTREAM')
if created.err and not string.find(created.err, 'BUSYGROUP') then return created end
for i = 2, #ARGV do
  local letter = redis.call('XRANGE', KEYS[1], ARGV[i], ARGV[i])[1]
  if letter then
    redis.call('XADD', KEYS[2], '*', unpack(letter[2]))
    redis.call('XDEL', KEYS[1], ARGV[i])
    moved = moved + 1
    for f = 1, #letter[2], 2 do
      if letter[2][f] == 'k' then touched[letter[2][f + 1]] = true end
    end
  end
end
if next(touched) == nil or redis.call('SCARD', KEYS[3]) == 0 then return moved end
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
for key in pairs(touched) do redis.call('SREM', KEYS[3], key) end
return moved
