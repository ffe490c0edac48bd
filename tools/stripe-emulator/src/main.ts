import { startEmulator } from './lib/emulator';
import type { WebhookManners } from './lib/webhooks';

/** `STRIPE_EMULATOR_WEBHOOKS=late,twice,shuffled`, any of the three. */
function mannersFrom(text = ''): Partial<WebhookManners> {
  const words = text.split(',').map((word) => word.trim());
  return {
    ...(words.includes('late') && { delayMs: 3_000 }),
    ...(words.includes('twice') && { copies: 2 }),
    ...(words.includes('shuffled') && { shuffle: true }),
  };
}

async function main(): Promise<void> {
  const { env } = process;
  const webhookSecret = env['STRIPE_WEBHOOK_SECRET'];
  if (!webhookSecret) throw new Error('STRIPE_WEBHOOK_SECRET is not set: the emulator signs its webhooks with it.');
  const emulator = await startEmulator({
    host: env['STRIPE_EMULATOR_HOST'] ?? '127.0.0.1',
    port: Number(env['STRIPE_EMULATOR_PORT'] ?? 3107),
    publicUrl: env['STRIPE_EMULATOR_PUBLIC_URL'],
    webhookUrl: env['STRIPE_WEBHOOK_URL'],
    webhookSecret,
    stateFile: env['STRIPE_EMULATOR_STATE'],
    manners: mannersFrom(env['STRIPE_EMULATOR_WEBHOOKS']),
  });
  console.log(`Stripe emulator (test money only) on ${emulator.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void emulator.stop().finally(() => process.exit(0)));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
