import { randomUUID } from 'node:crypto';
import { request, type APIRequestContext } from '@playwright/test';
import type { ProductDetail } from '@mercury/catalog/contracts';
import type { CartView, OrderView } from '@mercury/orders/contracts';
import type { SearchAnswer } from '@mercury/search/contracts';
import { address } from './people';
import { simulatorHeaders } from './shop-secrets';

/** Another shopper, who has no browser: speaks to the public HTTP API as a browser does. */
export class ApiShopper {
  private constructor(
    private readonly api: APIRequestContext,
    private csrfToken: string,
  ) {}

  static async arrive(baseURL: string): Promise<ApiShopper> {
    const api = await request.newContext({ baseURL, extraHTTPHeaders: simulatorHeaders() });
    const session = (await (await api.get('/api/session')).json()) as { csrfToken: string };
    return new ApiShopper(api, session.csrfToken);
  }

  async search(parameters: Record<string, string>): Promise<SearchAnswer> {
    return (await this.api.get('/api/search', { params: parameters })).json() as Promise<SearchAnswer>;
  }

  async product(slug: string): Promise<ProductDetail> {
    return (await this.api.get(`/api/products/${slug}`)).json() as Promise<ProductDetail>;
  }

  async add(variantId: string, quantity: number): Promise<CartView> {
    return this.command<CartView>('post', '/api/cart/lines', { variantId, quantity });
  }

  /** Places the order and does not pay it: its stock is held. */
  async hold(): Promise<OrderView> {
    const [method] = (await (await this.api.get('/api/shipping-methods')).json()) as { id: string }[];
    return this.command<OrderView>('post', '/api/orders', {
      email: `hold-${randomUUID()}@example.com`,
      shippingAddress: address,
      shippingMethod: method?.id,
    });
  }

  async cancel(orderId: string): Promise<OrderView> {
    return this.command<OrderView>('post', `/api/orders/${orderId}/cancel`, {});
  }

  async register(account: { email: string; password: string; displayName: string }): Promise<void> {
    const session = await this.command<{ csrfToken: string }>('post', '/api/session/register', account);
    this.csrfToken = session.csrfToken;
  }

  /** Tells the shop of one look at each product. */
  async look(productIds: readonly string[]): Promise<void> {
    const now = new Date().toISOString();
    const events = productIds.map((productId) => ({
      id: randomUUID(),
      kind: 'product-viewed',
      occurredAt: now,
      productId,
    }));
    const answer = await this.api.post('/api/activity', {
      data: { batchId: randomUUID(), sessionId: randomUUID(), sentAt: now, events },
    });
    if (!answer.ok()) throw new Error(`the beacon was refused: ${await answer.text()}`);
  }

  async leave(): Promise<void> {
    await this.api.dispose();
  }

  private async command<T>(method: 'post', path: string, data: unknown): Promise<T> {
    const headers = { 'Idempotency-Key': randomUUID(), 'X-CSRF-Token': this.csrfToken };
    const answer = await this.api[method](path, { data, headers });
    if (!answer.ok()) throw new Error(`${method} ${path} was refused: ${await answer.text()}`);
    return answer.json() as Promise<T>;
  }
}
