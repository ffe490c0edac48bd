-- KEYS[1] checkpoint hash; ARGV: position, the parts that begin there, parted by commas; then builders with their marks in turn.
-- A builder that is not at its mark has lost its place, and the generation what it had folded: nothing is set then.
for i = 3, #ARGV, 2 do
  if (redis.call('HGET', KEYS[1], ARGV[i]) or '0') ~= ARGV[i + 1] then return 0 end
end
for part in string.gmatch(ARGV[2], '[^,]+') do redis.call('HSET', KEYS[1], part, ARGV[1]) end
return 1
