import { readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;
const redisPid = Number((process.env['MERCURY_BENCH_PIDS'] ?? '').split(',')[1]);

/** CPU time of the Redis server since it began, in microseconds (Linux counts in hundredths of a second). */
export function redisCpuUs(): number {
  const fields = readFileSync(`/proc/${redisPid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return ((Number(fields[11]) + Number(fields[12])) * 1e6) / TICKS_PER_SECOND;
}
