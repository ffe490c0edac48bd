// A TCP proxy in front of Redis that loses answers: the command has happened, and who sent it never hears of it.
import { connect, createServer } from 'node:net';
import { freePort } from '../../dev/infrastructure/ports.mjs';

const NOTHING = ['*-1\r\n', '$-1\r\n'];

/** Starts a proxy to a port on loopback. Resolves to a `FaultProxy`. */
export async function startFaultProxy(targetPort) {
  const proxy = new FaultProxy(targetPort);
  proxy.port = await freePort();
  await new Promise((resolve) => proxy.server.listen(proxy.port, '127.0.0.1', resolve));
  return proxy;
}

class FaultProxy {
  links = new Set();
  armed = undefined;
  server = createServer((client) => this.link(client));

  constructor(targetPort) {
    this.targetPort = targetPort;
  }

  get url() {
    return `redis://127.0.0.1:${this.port}`;
  }

  /**
   * The next answer to a command that matches gets lost. `cut`: its connection breaks at that moment. `mute`: the connection
   * stays open and nothing comes through it any more, as on a half-open socket. Resolves when it has happened. A read that
   * brings nothing counts as no answer.
   */
  lose(command, how) {
    return new Promise((happened) => (this.armed = { command, how, happened }));
  }

  link(client) {
    const server = connect(this.targetPort, '127.0.0.1');
    const link = { client, server, fault: undefined, muted: false };
    this.links.add(link);
    const over = () => {
      this.links.delete(link);
      client.destroy();
      server.destroy();
    };
    client.on('data', (chunk) => {
      if (this.armed && !link.fault && this.armed.command.test(chunk.toString('latin1'))) link.fault = this.armed;
      server.write(chunk);
    });
    server.on('data', (chunk) => this.answer(link, chunk));
    for (const socket of [client, server]) socket.on('error', over);
    // A muted client is not told that Redis has closed its side either.
    server.on('close', () => link.muted || over());
    client.on('close', over);
  }

  answer(link, chunk) {
    const { fault, client, server } = link;
    if (link.muted) return;
    const isLost = fault !== undefined && fault === this.armed && !NOTHING.includes(chunk.toString('latin1'));
    if (!isLost) {
      link.fault = undefined;
      client.write(chunk);
      return;
    }
    this.armed = undefined;
    link.muted = true;
    if (fault.how === 'cut') {
      // What the client has sent is still carried out: only its answers are lost.
      client.destroy();
      server.end();
    }
    fault.happened();
  }

  /** Breaks every connection and takes no more. */
  async stop() {
    for (const { client, server } of this.links) {
      client.destroy();
      server.destroy();
    }
    await new Promise((resolve) => this.server.close(resolve));
  }
}
