import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { KEY_CACHE_MS, type Needle } from '@mercury/platform/personal-data';
import { parseForgetArguments } from './forget/arguments';
import { connect } from './forget/connect';
import { runForget } from './forget/run-forget';

/** `npx nx run gateway:forget --subject ID`: forgets a person and proves it; see the README of this application. */
async function forget(): Promise<void> {
  const options = parseForgetArguments(process.argv.slice(2), join('.mercury', 'logs'));
  const shop = await connect();
  try {
    const proven = await runForget(shop, options, {
      say: (line) => void process.stdout.write(`${line}\n`),
      // The second more is for clocks that run apart.
      keysHaveLeft: () => delay(KEY_CACHE_MS + 1_000),
      newId: randomUUID,
      given: linesOfStdin,
    });
    if (!proven) process.exitCode = 1;
  } finally {
    await shop.close();
  }
}

async function linesOfStdin(): Promise<Needle[]> {
  const values: Needle[] = [];
  for await (const line of createInterface({ input: process.stdin }))
    if (line.trim().length > 1) values.push({ label: `line ${values.length + 1}`, text: line.trim() });
  return values;
}

forget().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
