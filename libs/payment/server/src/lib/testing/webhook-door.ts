import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Receive = (delivery: { body: string; signature: string }) => Promise<unknown>;

/** Stands where the gateway will: takes Stripe's deliveries over HTTP and hands them on raw. */
export async function openWebhookDoor(receive: Receive) {
  const delivered = new Map<string, number>();
  const open = new Set<Promise<void>>();
  let heard: () => void = () => undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const answered = receive({ body, signature: String(request.headers['stripe-signature']) })
        .then(
          () => 200,
          () => 400,
        )
        .then((status) => {
          response.writeHead(status).end();
          delivered.set(intentOf(body), (delivered.get(intentOf(body)) ?? 0) + 1);
          open.delete(answered);
          heard();
        });
      open.add(answered);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    /** Resolves when so many deliveries about an intent have been answered, since the beginning. */
    until: (intentId: string, count: number) =>
      new Promise<void>((resolve) => {
        heard = () => (delivered.get(intentId) ?? 0) >= count && resolve();
        heard();
      }),
    /** Takes no more, and waits for what was taken. */
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.all(open);
      server.closeAllConnections();
      await closed;
    },
  };
}

function intentOf(body: string): string {
  const { object } = (JSON.parse(body) as { data: { object: { id: string; payment_intent?: string } } }).data;
  return object.payment_intent ?? object.id;
}
