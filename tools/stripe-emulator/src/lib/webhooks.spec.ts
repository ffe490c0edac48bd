import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { startEmulator } from './emulator';
import { sdkFor } from './testing';
import type { WebhookManners } from './webhooks';

const secret = 'whsec_test';

describe('webhooks of the Stripe emulator', () => {
  let server: Server;
  let webhookUrl: string;
  let received: Stripe.Event[];
  let answers: number[];
  let arrived: () => void;
  const stripe = new Stripe('sk_test_x');

  beforeEach(async () => {
    received = [];
    answers = [];
    arrived = () => undefined;
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        received.push(stripe.webhooks.constructEvent(body, String(request.headers['stripe-signature']), secret));
        response.writeHead(answers.shift() ?? 200).end();
        arrived();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    webhookUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const until = (count: number) =>
    new Promise<void>((resolve) => {
      arrived = () => received.length >= count && resolve();
      arrived();
    });

  const emulating = async (
    manners: Partial<WebhookManners>,
    work: (sdk: Stripe) => Promise<void>,
    stateFile?: string,
  ) => {
    const emulator = await startEmulator({ webhookUrl, webhookSecret: secret, manners, stateFile });
    try {
      await work(sdkFor(emulator));
    } finally {
      await emulator.stop();
    }
  };
  const pay = async (sdk: Stripe) => {
    await sdk.paymentIntents.create({
      amount: 1000,
      currency: 'eur',
      confirm: true,
      capture_method: 'manual',
      payment_method: 'pm_card_visa',
      return_url: 'http://shop.test',
    });
  };
  const types = () => received.map(({ type }) => type);

  it('sends signed events that the SDK accepts', async () => {
    await emulating({}, async (sdk) => {
      await pay(sdk);
      await until(3);
    });
    expect(types().sort()).toEqual([
      'charge.succeeded',
      'payment_intent.amount_capturable_updated',
      'payment_intent.created',
    ]);
  });

  it('sends each twice, last first, when asked to', async () => {
    await emulating({ copies: 2, shuffle: true }, async (sdk) => {
      await pay(sdk);
      await until(6);
    });
    expect(new Set(received.map(({ id }) => id)).size).toBe(3);
    expect(types().indexOf('payment_intent.created')).toBeGreaterThan(0);
  });

  it('sends again what was not accepted', async () => {
    answers = [500, 500, 500];
    await emulating({}, async (sdk) => {
      await pay(sdk);
      await until(6);
    });
    expect(new Set(received.map(({ id }) => id)).size).toBe(3);
  });

  it('keeps intents and undelivered events over a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stripe-emulator-'));
    const file = join(folder, 'state.json');
    try {
      await emulating({ delayMs: 60_000 }, pay, file);
      expect(received).toEqual([]);
      await emulating(
        {},
        async (sdk) => {
          await until(3);
          expect((await sdk.paymentIntents.list()).data).toHaveLength(1);
        },
        file,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
