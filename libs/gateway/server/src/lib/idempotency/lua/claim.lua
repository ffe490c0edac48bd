-- Claims a command. KEYS[1] the record. ARGV: fingerprint, owner, now (ms), lease (ms), retention (ms).
-- Answers {'run'}, {'mismatch'}, {'wait', ms left} or {'replay', status, body}.
local fingerprint = redis.call('HGET', KEYS[1], 'fingerprint')
if fingerprint and fingerprint ~= ARGV[1] then return { 'mismatch' } end
local status = redis.call('HGET', KEYS[1], 'status')
if status then return { 'replay', status, redis.call('HGET', KEYS[1], 'body') } end
local left = tonumber(redis.call('HGET', KEYS[1], 'leased') or '0') - tonumber(ARGV[3])
if left > 0 then return { 'wait', tostring(left) } end
redis.call('HSET', KEYS[1], 'fingerprint', ARGV[1], 'owner', ARGV[2], 'leased', tonumber(ARGV[3]) + tonumber(ARGV[4]))
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return { 'run' }
