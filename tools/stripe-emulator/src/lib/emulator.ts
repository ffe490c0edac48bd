import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { adminRoute } from './admin';
import { StripeApi } from './api';
import { ChallengePage } from './challenge';
import { EventLog } from './events';
import { Faults } from './faults';
import { Idempotency } from './idempotency';
import { PaymentIntents } from './payment-intents';
import { PaymentMethods } from './payment-methods';
import { Refunds } from './refunds';
import { EmulatorState } from './state';
import { Webhooks, type WebhookManners } from './webhooks';

export interface EmulatorOptions {
  readonly host?: string;
  readonly port?: number;
  /** Where a browser reaches the emulator, with the path it is proxied under; else the address it listens on. */
  readonly publicUrl?: string;
  readonly webhookUrl?: string;
  readonly webhookSecret: string;
  readonly manners?: Partial<WebhookManners>;
  /** Keeps the state in this file. */
  readonly stateFile?: string;
  readonly now?: () => Date;
}

export interface Emulator {
  readonly url: string;
  readonly state: EmulatorState;
  readonly webhooks: Webhooks;
  readonly faults: Faults;
  stop(): Promise<void>;
}

const API_VERSION = '2026-10-28.endive';
const BODY_LIMIT = 256 * 1024;

/** Starts the emulator; resolves when it listens. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const now = options.now ?? (() => new Date());
  const state = new EmulatorState(options.stateFile);
  const events = new EventLog(state, now, API_VERSION);
  const webhooks = new Webhooks({ url: options.webhookUrl, secret: options.webhookSecret }, state, options.manners);
  events.onEvent((event) => webhooks.deliver(event));
  const methods = new PaymentMethods(state, now);
  const address = { url: '' };
  const intents = new PaymentIntents(
    state,
    methods,
    events,
    now,
    ({ id, client_secret }) => `${address.url}/challenge/${id}?secret=${encodeURIComponent(client_secret)}`,
  );
  const refunds = new Refunds(state, intents, events, now);
  const faults = new Faults();
  const api = new StripeApi(
    { state, methods, intents, refunds, events },
    new Idempotency(state, now),
    faults,
    API_VERSION,
  );
  const challenge = new ChallengePage(state, intents);
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const url = new URL(request.url ?? '/', 'http://emulator');
      allowBrowsers(response);
      if (body === undefined) return void response.writeHead(413).end();
      if (request.method === 'OPTIONS') return void response.writeHead(204).end();
      if (url.pathname.startsWith('/challenge/')) return challenge.handle(request, response, url, body);
      if (url.pathname.startsWith('/emulator'))
        return adminRoute(request, response, url, body, { state, webhooks, faults });
      api.handle(request, response, url, body);
    });
  });
  const port = await listen(server, options.port ?? 0, options.host ?? '127.0.0.1');
  address.url = options.publicUrl?.replace(/\/+$/, '') ?? `http://127.0.0.1:${port}`;
  webhooks.resume();
  return {
    url: `http://127.0.0.1:${port}`,
    state,
    webhooks,
    faults,
    stop: async () => {
      webhooks.stop();
      state.save();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The browser posts the card from the shop's page, which has another origin. */
function allowBrowsers(response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-allow-methods', 'GET, POST, OPTIONS');
  response.setHeader('access-control-allow-headers', 'authorization, content-type, idempotency-key, stripe-version');
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}
