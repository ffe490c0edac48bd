-- ARGV: the page's newest minute, number of category changes, (product, path) each, then (vote, minute) each.
local newest = math.max(tonumber(redis.call('HGET', KEYS[3], 'newest') or '0'), tonumber(ARGV[1]))
redis.call('HSET', KEYS[3], 'newest', newest)

local at = 3
for _ = 1, tonumber(ARGV[2]) do
  local product, path = ARGV[at], ARGV[at + 1]
  at = at + 2
  local score = tonumber(redis.call('ZSCORE', KEYS[5], product) or '0')
  if score > 0 then add_to_categories(product, -score) end
  if path == '' then redis.call('HDEL', KEYS[4], product) else redis.call('HSET', KEYS[4], product, path) end
  if score > 0 then add_to_categories(product, score) end
end

-- A voice counts in its newest minute: the greatest of all, so the order in which they come does not matter.
local added, late = 0, 0
for i = at, #ARGV, 2 do
  local vote, minute = ARGV[i], tonumber(ARGV[i + 1])
  local counted = tonumber(redis.call('ZSCORE', KEYS[1], vote) or '-1')
  local retired = tonumber(redis.call('ZSCORE', KEYS[2], vote) or '-1')
  if minute <= newest - WINDOW then
    late = late + 1
  elseif minute > counted and minute > retired then
    if retired >= 0 then redis.call('ZREM', KEYS[2], vote) end
    redis.call('ZADD', KEYS[1], minute, vote)
    if counted < 0 then
      count(vote, 1)
      added = added + 1
    end
  end
end
if late > 0 then redis.call('HINCRBY', KEYS[3], 'late', late) end
-- A replay of a long history must not pile up what has expired long ago: a page takes away at least what it adds.
retire(newest - WINDOW, 64 + added, newest)
