-- KEYS[1] checkpoint hash; ARGV: part, position that the page begins at, position that it ends at; then the fold's own.
-- Another writer has moved the part when its position is not the expected one: nothing is written then.
if (redis.call('HGET', KEYS[1], ARGV[1]) or '0') ~= ARGV[2] then return 0 end
local fold = function(KEYS, ARGV)
