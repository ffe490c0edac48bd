import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the shop is, and the key that lifts its rate limits for the simulator. */
export interface ShopSettings {
  readonly url: string;
  readonly origin: string;
  readonly simulatorKey: string | undefined;
}

/** From the command line, the environment, or the shop that `npm start` runs here, in this order. */
export function shopSettings(url: string | undefined): ShopSettings {
  const origin = setting('PUBLIC_URL') ?? 'http://localhost:4200';
  const chosen = url ?? setting('GATEWAY_URL') ?? origin;
  if (!URL.canParse(chosen)) throw new Error(`--url "${chosen}" is not an address such as http://localhost:4200`);
  return { url: new URL(chosen).origin, origin: new URL(origin).origin, simulatorKey: setting('SIMULATOR_KEY') };
}

function setting(name: string): string | undefined {
  const file = join('.mercury', 'runtime.env');
  const written = existsSync(file)
    ? new RegExp(`^${name}=(.+)$`, 'm').exec(readFileSync(file, 'utf8'))?.[1]?.trim()
    : undefined;
  return process.env[name] || written;
}
