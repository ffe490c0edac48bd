-- KEYS[1] stream, KEYS[2] its successor; ARGV: first id, last id, how many entries at most.
-- Copies entries with their ids. Returns the last id copied, or '' when there was none.
local last = ''
for _, entry in ipairs(redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[2], 'COUNT', ARGV[3])) do
  redis.call('XADD', KEYS[2], entry[1], unpack(entry[2]))
  last = entry[1]
end
return last
