import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * An address that stands for whichever Redis it points to, as a DNS name or a virtual IP does: who is connected stays where
 * it is, who connects comes to the new one. It can also hold back what Redis answers.
 */
export class VirtualName {
  private readonly links = new Set<{ readonly client: Socket; readonly server: Socket }>();
  private readonly listener = createServer((client) => this.link(client));
  private held = false;

  private constructor(private target: number) {}

  static async for(port: number): Promise<VirtualName> {
    const name = new VirtualName(port);
    await new Promise<void>((resolve) => name.listener.listen(0, '127.0.0.1', resolve));
    return name;
  }

  get url(): string {
    return `redis://127.0.0.1:${(this.listener.address() as AddressInfo).port}`;
  }

  pointTo(port: number): void {
    this.target = port;
  }

  /** Breaks every connection at this end; Redis does not hear of it. */
  forsake(): void {
    for (const { client } of this.links) client.destroy();
  }

  /** Until `release`, what Redis answers does not arrive. */
  hold(): void {
    this.held = true;
    for (const { server } of this.links) server.pause();
  }

  release(): void {
    this.held = false;
    for (const { server } of this.links) server.resume();
  }

  async close(): Promise<void> {
    for (const { client, server } of this.links) {
      client.destroy();
      server.destroy();
    }
    await new Promise((resolve) => this.listener.close(resolve));
  }

  private link(client: Socket): void {
    const server = connect(this.target, '127.0.0.1');
    const link = { client, server };
    this.links.add(link);
    client.on('data', (chunk) => server.write(chunk));
    server.on('data', (chunk) => client.write(chunk));
    if (this.held) server.pause();
    for (const socket of [client, server]) socket.on('error', () => undefined);
    client.on('end', () => server.end());
    server.on('close', () => {
      client.destroy();
      this.links.delete(link);
    });
  }
}
