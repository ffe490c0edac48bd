import { randomUUID } from 'node:crypto';
import request, { type Response, type Test } from 'supertest';
import type { SessionView } from '@mercury/identity/contracts';

type Method = 'post' | 'put' | 'patch' | 'delete';

/** A browser as the gateway sees it: keeps cookies, sends tokens and keys. */
export class Browser {
  readonly agent: ReturnType<typeof request.agent>;
  csrfToken = '';

  constructor(readonly url: string) {
    this.agent = request.agent(url);
  }

  get(path: string): Test {
    return this.agent.get(path);
  }

  /** Reads the session and keeps its CSRF token. */
  async look(): Promise<SessionView> {
    const { body } = await this.agent.get('/api/session').expect(200);
    return this.keep(body as SessionView);
  }

  command(method: Method, path: string, body?: object, key: string = randomUUID()): Test {
    const sent = this.agent[method](path).set('X-CSRF-Token', this.csrfToken).set('Idempotency-Key', key);
    return body ? sent.send(body) : sent;
  }

  async register(email: string, key?: string): Promise<SessionView> {
    const body = { email, password: 'correct horse battery', displayName: 'Ada' };
    const response = await this.command('post', '/api/session/register', body, key).expect(201);
    return this.keep(response.body as SessionView);
  }

  async login(email: string, password = 'correct horse battery', key?: string): Promise<Response> {
    const response = await this.command('post', '/api/session/login', { email, password }, key);
    if (response.status === 200) this.keep(response.body as SessionView);
    return response;
  }

  /** The value of a cookie that the browser holds now. */
  cookie(name: string): string | undefined {
    return this.agent.jar.getCookie(name, { path: '/', domain: '127.0.0.1', secure: false, script: false } as never)
      ?.value;
  }

  private keep(view: SessionView): SessionView {
    this.csrfToken = view.csrfToken;
    return view;
  }
}
