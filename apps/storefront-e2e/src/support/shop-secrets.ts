import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface ShopSecrets {
  readonly SIMULATOR_KEY: string;
  readonly ADMIN_PASSWORD: string;
}

let known: ShopSecrets | undefined;

/** What this installation drew for itself: the key that lifts rate limits, the password of the first admin. */
export function shopSecrets(): ShopSecrets {
  known ??= JSON.parse(readFileSync(join(__dirname, '../../../../.mercury/secrets.json'), 'utf8')) as ShopSecrets;
  return known;
}

/** Sent along by browsers and API shoppers alike: a suite asks faster than people do. */
export function simulatorHeaders(): Record<string, string> {
  return { 'X-Simulator-Key': shopSecrets().SIMULATOR_KEY };
}
