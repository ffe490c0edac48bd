-- Shared by the scripts below. KEYS: 1 votes (scored by minute), 2 retired votes, 3 state, 4 category paths, 5 the ranking.
-- Invariant: the ranking of a scope is the sum of the weights of all votes in KEYS[1] for its products.
local WINDOW = 60
local WEIGHT = { v = 1, c = 3, p = 6 }

local function add(ranking, product, delta)
  if tonumber(redis.call('ZINCRBY', ranking, delta, product)) <= 0 then redis.call('ZREM', ranking, product) end
end

local function add_to_categories(product, delta)
  local path = redis.call('HGET', KEYS[4], product)
  if path then
    for slug in string.gmatch(path, '[^/]+') do add(KEYS[5] .. ':category:' .. slug, product, delta) end
  end
end

local function count(vote, sign)
  local kind, product = string.match(vote, '^(.)|[^|]*|(.*)$')
  local delta = sign * WEIGHT[kind]
  add(KEYS[5], product, delta)
  add_to_categories(product, delta)
end

-- Takes votes up to the minute `expired` out of the rankings, `limit` at most. Those that the newest event's own window
-- still holds are kept aside: what a replay compares does not depend on when somebody looked.
local function retire(expired, limit, newest)
  local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', expired, 'WITHSCORES', 'LIMIT', 0, limit)
  for i = 1, #due, 2 do
    redis.call('ZREM', KEYS[1], due[i])
    if tonumber(due[i + 1]) > newest - WINDOW then redis.call('ZADD', KEYS[2], due[i + 1], due[i]) end
    count(due[i], -1)
  end
  local old = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', newest - WINDOW, 'LIMIT', 0, limit)
  for i = 1, #old do redis.call('ZREM', KEYS[2], old[i]) end
  return math.max(#due / 2, #old)
end
