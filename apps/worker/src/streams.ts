import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig, PlatformConfig, redact } from '@mercury/platform/config';
import { connectForCommands, OperationError } from '@mercury/platform/redis-streams';
import { fail, say } from './replay/say';
import { parseStreamsArguments, UsageError } from './streams/arguments';
import { runCommand } from './streams/run-command';

/** `npx nx run worker:streams -- lag`; see the README of the worker. Code 1: trouble; code 2: not understood. */
async function streams(): Promise<void> {
  const wanted = parseStreamsArguments(process.argv.slice(2));
  const running = join('.mercury', 'runtime.env');
  if (existsSync(running)) process.loadEnvFile(running);
  const { redisUrl, databaseUrl } = loadConfig(PlatformConfig);
  const redis = connectForCommands({ url: redisUrl });
  try {
    await redis.ping().catch((cause: unknown) => {
      throw new Error(`Redis at ${redact({ redisUrl })['redisUrl']} does not answer.`, { cause });
    });
    const { lines, json, trouble } = await runCommand({ redis, databaseUrl }, wanted, say);
    if (wanted.json) say(JSON.stringify(json, null, 2));
    else for (const line of lines) say(line);
    if (trouble) process.exitCode = 1;
  } finally {
    redis.disconnect();
  }
}

streams().catch((error: unknown) => {
  if (error instanceof UsageError || (error instanceof OperationError && error.kind === 'unknown'))
    process.exitCode = 2;
  else fail(error);
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
});
