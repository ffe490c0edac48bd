import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Cluster } from './cluster';
import { DoubleError } from './double-error';
import { answer, type DoubleAnswer } from './routes';

/** How the double misbehaves: never answers, answers late, refuses, breaks the connection, talks nonsense, or gives part. */
export const faults = ['none', 'hang', 'slow', '503', '429', 'refuse', 'garbage', 'partial'] as const;
export type Fault = (typeof faults)[number];

const SLOW_MS = 900;
const headers = {
  'content-type': 'application/vnd.elasticsearch+json;compatible-with=9',
  'x-elastic-product': 'Elasticsearch',
};

/**
 * A stand-in for Elasticsearch over real HTTP on loopback: it executes, in memory, the part of the API that Mercury uses,
 * refuses everything else with 400, and can fail in the ways in which servers fail. For tests and demonstrations only.
 */
export class ElasticsearchDouble {
  readonly cluster = new Cluster();
  fault: Fault = 'none';
  /** Searches that have arrived, answered or not. */
  searches = 0;
  private readonly server: Server = createServer((request, response) => void this.serve(request, response));

  /** Listens on loopback. Resolves to its address. */
  async start(port = 0): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://double');
    let text = '';
    for await (const chunk of request) text += String(chunk);
    if (url.pathname === '/_double/fault') return this.changeFault(url.searchParams.get('mode'), response);
    if (url.pathname.endsWith('/_search')) this.searches += 1;
    if (this.fault === 'hang') return;
    if (this.fault === 'refuse') return void request.socket.destroy();
    if (this.fault === 'slow') await delay(SLOW_MS);
    if (this.fault === '503' || this.fault === '429')
      return send(response, { status: Number(this.fault), body: { error: { type: 'unavailable', reason: 'fault' } } });
    if (this.fault === 'garbage') return void response.writeHead(200, headers).end('{"took":1,"hits":{"to');
    send(response, this.answerOf(request.method ?? 'GET', url, text));
  }

  private answerOf(method: string, url: URL, text: string): DoubleAnswer {
    try {
      const found = answer(this.cluster, { method, path: url.pathname, query: url.searchParams, text });
      return this.fault === 'partial' ? { ...found, body: { ...found.body, timed_out: true } } : found;
    } catch (error) {
      if (error instanceof DoubleError) return { status: error.status, body: error.body };
      return { status: 500, body: { error: { type: 'exception', reason: String(error) }, status: 500 } };
    }
  }

  private changeFault(mode: string | null, response: ServerResponse): void {
    const known = faults.find((fault) => fault === mode);
    if (known) this.fault = known;
    send(response, { status: known ? 200 : 400, body: { fault: this.fault, faults } });
  }
}

function send(response: ServerResponse, { status, body }: DoubleAnswer): void {
  response.writeHead(status, headers).end(body && JSON.stringify(body));
}
