-- KEYS[1] dead letters, KEYS[2] retries, KEYS[3] parked; ARGV[1] group, ARGV[2..] ids of dead letters, in the order in which
-- they shall be handled.
-- Moves dead letters to the retries of their own group: no other group sees them, and in one step, so that a repeated call
-- moves nothing twice. A letter of a parked key stays while an older one of its key does (that has died again, after letters
-- were chosen). A key whose last letter has gone is parked no more. Returns how many were moved.
local function before(a, b)
  local am, as = string.match(a, '^(%d+)-(%d+)$')
  local bm, bs = string.match(b, '^(%d+)-(%d+)$')
  if am == bm then am, bm = as, bs end
  if #am ~= #bm then return #am < #bm end
  return am < bm
end
local function placeOf(letter)
  local key, original = '', letter[1]
  for f = 1, #letter[2], 2 do
    if letter[2][f] == 'k' then key = letter[2][f + 1] end
    if letter[2][f] == 'x-id' then original = letter[2][f + 1] end
  end
  return key, original
end
local created = redis.pcall('XGROUP', 'CREATE', KEYS[2], ARGV[1], '0', 'MKSTREAM')
if created.err and not string.find(created.err, 'BUSYGROUP') then return created end
-- Of each parked key that is touched: its letters that are there, with their original ids.
local standing = {}
for i = 2, #ARGV do
  local letter = redis.call('XRANGE', KEYS[1], ARGV[i], ARGV[i])[1]
  if letter then
    local key = placeOf(letter)
    if not standing[key] and redis.call('SISMEMBER', KEYS[3], key) == 1 then standing[key] = {} end
  end
end
if next(standing) ~= nil then
  local cursor = '-'
  repeat
    local page = redis.call('XRANGE', KEYS[1], cursor, '+', 'COUNT', 500)
    for _, letter in ipairs(page) do
      local key, original = placeOf(letter)
      if standing[key] then standing[key][letter[1]] = original end
      cursor = '(' .. letter[1]
    end
  until #page < 500
end
local function mayMove(id, key, original)
  for other, its in pairs(standing[key] or {}) do
    if other ~= id and before(its, original) then return false end
  end
  return true
end
local moved = 0
for i = 2, #ARGV do
  local letter = redis.call('XRANGE', KEYS[1], ARGV[i], ARGV[i])[1]
  if letter then
    local key, original = placeOf(letter)
    if mayMove(ARGV[i], key, original) then
      redis.call('XADD', KEYS[2], '*', unpack(letter[2]))
      redis.call('XDEL', KEYS[1], ARGV[i])
      moved = moved + 1
      if standing[key] then standing[key][ARGV[i]] = nil end
    end
  end
end
for key, letters in pairs(standing) do
  if next(letters) == nil then redis.call('SREM', KEYS[3], key) end
end
return moved
