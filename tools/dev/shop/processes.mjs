// The processes of a running shop, in the order in which they start, and the ports they take.
import { join } from 'node:path';
import { state, workspace } from '../machine/workspace.mjs';

/** Ports by name; each can be moved by the environment variable beside it. */
export const portDefaults = {
  storefront: ['STOREFRONT_PORT', 4200],
  gateway: ['GATEWAY_PORT', 3000],
  gatewayInternal: ['GATEWAY_INTERNAL_PORT', 3100],
  catalog: ['CATALOG_INTERNAL_PORT', 3101],
  orders: ['ORDERS_INTERNAL_PORT', 3102],
  payment: ['PAYMENT_INTERNAL_PORT', 3103],
  risk: ['RISK_INTERNAL_PORT', 3104],
  events: ['EVENTS_INTERNAL_PORT', 3105],
  worker: ['WORKER_INTERNAL_PORT', 3106],
  stripeEmulator: ['STRIPE_EMULATOR_PORT', 3107],
  postgres: ['POSTGRES_PORT', 54320],
  redis: ['REDIS_PORT', 63790],
};

/** The ports in force, from the environment or the defaults. Throws when one is no port, or two are the same. */
export function resolvePorts(env = process.env) {
  const taken = new Map();
  return Object.fromEntries(
    Object.entries(portDefaults).map(([name, [variable, value]]) => {
      const port = Number(env[variable] || value);
      if (!Number.isInteger(port) || port < 1 || port > 65_535)
        throw new Error(`${variable} "${env[variable]}" is no port: choose a whole number from 1 to 65535.`);
      if (taken.has(port)) throw new Error(`${variable} and ${taken.get(port)} are both ${port}: change one of them.`);
      taken.set(port, variable);
      return [name, port];
    }),
  );
}

/** Every process with its script, its environment, and where it says that it is ready. */
export function shopProcesses(ports, shared) {
  const service = (name, extra = {}) => ({
    name,
    script: join(workspace, `dist/node/apps/${name}/src/main.js`),
    env: { ...shared, INTERNAL_PORT: String(ports[name === 'gateway' ? 'gatewayInternal' : name]), ...extra },
    ready: `http://127.0.0.1:${ports[name === 'gateway' ? 'gatewayInternal' : name]}/health/ready`,
  });
  const emulator = {
    name: 'stripe-emulator',
    script: join(workspace, 'dist/node/tools/stripe-emulator/src/main.js'),
    env: {
      ...shared,
      STRIPE_EMULATOR_PORT: String(ports.stripeEmulator),
      STRIPE_EMULATOR_STATE: join(state, 'stripe-emulator.json'),
      // Browsers reach the emulator through the shop: the bank's 3-D Secure page is on the shop's own address.
      STRIPE_EMULATOR_PUBLIC_URL: `${shared.PUBLIC_URL}/api/payments/emulator`,
      STRIPE_WEBHOOK_URL: `http://127.0.0.1:${ports.gateway}/api/payments/webhooks/stripe`,
    },
    port: ports.stripeEmulator,
  };
  return [
    ...(process.env.STRIPE_SECRET_KEY ? [] : [emulator]),
    service('catalog'),
    service('orders'),
    service('payment'),
    service('risk'),
    service('events'),
    service('worker'),
    service('gateway', { PORT: String(ports.gateway) }),
    {
      name: 'storefront',
      script: join(workspace, 'dist/storefront/server/server.mjs'),
      env: {
        ...shared,
        PORT: String(ports.storefront),
        GATEWAY_URL: `http://127.0.0.1:${ports.gateway}`,
        MEDIA_DIR: shared.MEDIA_DIR,
      },
      ready: `http://127.0.0.1:${ports.storefront}/health/ready`,
    },
  ];
}
