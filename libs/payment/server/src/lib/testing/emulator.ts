import { join } from 'node:path';

/** How a webhook may misbehave: late, in copies, last first. */
export interface Manners {
  delayMs: number;
  copies: number;
  shuffle: boolean;
}

/** The emulator as specs use it. */
export interface TestEmulator {
  readonly url: string;
  readonly state: {
    readonly intents: ReadonlyMap<string, { readonly id: string; readonly status: string; amount_received: number }>;
    readonly charges: ReadonlyMap<string, unknown>;
    readonly refunds: ReadonlyMap<string, unknown>;
    readonly events: ReadonlyMap<string, { readonly id: string; readonly type: string }>;
  };
  readonly webhooks: { manners: Manners; deliver(event: unknown): void };
  readonly faults: {
    add(fault: { path: string; mode: 'hang' | 'drop' | 'error'; times: number }): void;
    clear(): void;
  };
  stop(): Promise<void>;
}

interface EmulatorModule {
  startEmulator(options: { webhookSecret: string; webhookUrl?: string }): Promise<TestEmulator>;
}

/** The emulator is a tool, which no library may know: specs find it by its place. */
export async function startTestEmulator(webhookSecret: string, webhookUrl: string): Promise<TestEmulator> {
  const place = join(__dirname, '../../../../../../tools/stripe-emulator/src/lib/emulator');
  const { startEmulator } = (await import(place)) as EmulatorModule;
  return startEmulator({ webhookSecret, webhookUrl });
}
