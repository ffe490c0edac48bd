-- KEYS[1] stream, KEYS[2] groups, KEYS[3] lease, KEYS[4] owner, KEYS[5] attempts, KEYS[6] started, KEYS[7] parked,
-- KEYS[8] halted, KEYS[9] retries; ARGV[1] group, ARGV[2] '1' for a dry run.
-- Ends a group on a shard: the trimmer waits for it no more. Its dead letters stay. Returns { owner or '', pending entries
-- given up, redriven entries given up }; while somebody owns the shard for the group nothing is done.
local owner = redis.call('GET', KEYS[3])
local pending = 0
local summary = redis.pcall('XPENDING', KEYS[1], ARGV[1])
if not summary.err then pending = summary[1] end
local redriven = redis.call('XLEN', KEYS[9])
if owner then return { owner, pending, redriven } end
if ARGV[2] == '1' then return { '', pending, redriven } end
redis.call('SREM', KEYS[2], ARGV[1])
redis.pcall('XGROUP', 'DESTROY', KEYS[1], ARGV[1])
redis.call('DEL', KEYS[4], KEYS[5], KEYS[6], KEYS[7], KEYS[8], KEYS[9])
return { '', pending, redriven }
