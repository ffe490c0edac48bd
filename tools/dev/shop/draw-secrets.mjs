// Also runs in the set-up container: nothing here but Node.
import { randomBytes } from 'node:crypto';

const draw = () => randomBytes(32).toString('hex');

/** Every secret of an installation, and how it is drawn. The staff's first password is shorter: people type it. */
const draws = {
  SESSION_SECRET: draw,
  STRIPE_WEBHOOK_SECRET: () => `whsec_${draw()}`,
  PERSONAL_DATA_KEY: draw,
  SIMULATOR_KEY: draw,
  ADMIN_PASSWORD: () => randomBytes(15).toString('base64url'),
};

/** `known` with a fresh secret for each that is missing, or undefined when none is. */
export function completedSecrets(known) {
  const missing = Object.entries(draws).filter(([name]) => !known[name]);
  if (missing.length === 0) return undefined;
  return { ...known, ...Object.fromEntries(missing.map(([name, drawOne]) => [name, drawOne()])) };
}
