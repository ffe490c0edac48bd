import { DOCUMENT, inject, PLATFORM_ID, Service } from '@angular/core';
import { isPlatformBrowser } from '@angular/common';
import type { ActivityBatchDto, BehaviourDto } from '@mercury/activity/contracts';
import { RandomIdGenerator } from '@mercury/shared/util-ids';
import { Store } from '@ngrx/store';
import { filter, firstValueFrom, map } from 'rxjs';
import { sessionFeature } from '../session/session.feature';
import { visitId } from './visit-id';

const FLUSH_AFTER_MS = 1_000;
const BATCH_SIZE = 50;
const QUEUE_LIMIT = 500;
const URL = '/api/activity';

type Happening = Omit<BehaviourDto, 'id' | 'occurredAt'>;

/**
 * Tells the shop what the shopper does, in batches, about a second later. What is unsent when the page goes is handed
 * to the browser to send. A batch that fails is sent again under the same id, which the server counts once.
 */
@Service()
export class ActivityTracker {
  private readonly inBrowser = isPlatformBrowser(inject(PLATFORM_ID));
  private readonly document = inject(DOCUMENT);
  private readonly ids = new RandomIdGenerator();
  private readonly sessionId = this.inBrowser ? visitId() : '';
  private readonly status = inject(Store).select(sessionFeature.selectStatus);
  private readonly queue: BehaviourDto[] = [];
  private unsent: ActivityBatchDto | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending = false;

  constructor() {
    if (!this.inBrowser) return;
    this.document.defaultView?.addEventListener('pagehide', () => this.leave());
    this.document.addEventListener('visibilitychange', () => {
      if (this.document.visibilityState === 'hidden') this.leave();
    });
  }

  productViewed(productId: string): void {
    this.note({ kind: 'product-viewed', productId });
  }

  /** `list` names the shelf ("trending", "search", …); `rank` counts from 0. */
  productClicked(productId: string, list: string, rank: number): void {
    this.note({ kind: 'product-clicked', productId, list, rank });
  }

  cartAdded(productId: string, variantId: string, quantity: number): void {
    this.note({ kind: 'cart-added', productId, variantId, quantity });
  }

  searchPerformed(query: string, total: number): void {
    this.note({ kind: 'search-performed', query: query.slice(0, 200), total });
  }

  private note(happening: Happening): void {
    if (!this.inBrowser) return;
    this.queue.push({ ...happening, id: this.ids.next(), occurredAt: new Date().toISOString() });
    if (this.queue.length > QUEUE_LIMIT) this.queue.shift();
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_AFTER_MS);
  }

  private async flush(): Promise<void> {
    this.timer = undefined;
    if (this.sending) return;
    this.sending = true;
    await this.visitorKnown();
    const batch = (this.unsent ??= this.nextBatch());
    if (!batch) {
      this.sending = false;
      return;
    }
    const delivered = await this.post(batch);
    this.sending = false;
    if (delivered) this.unsent = undefined;
    if (this.unsent || this.queue.length > 0) {
      this.timer ??= setTimeout(() => void this.flush(), delivered ? FLUSH_AFTER_MS : FLUSH_AFTER_MS * 10);
    }
  }

  /** The session's answer names the visitor: sooner, the server would take each request for somebody new. */
  private visitorKnown(): Promise<boolean> {
    return firstValueFrom(
      this.status.pipe(
        map((status) => status === 'known' || status === 'failed'),
        filter(Boolean),
      ),
    );
  }

  /** True when there is nothing more to do with the batch: taken, or refused for good. */
  private async post(batch: ActivityBatchDto): Promise<boolean> {
    try {
      const headers = { 'Content-Type': 'application/json' };
      const { status } = await fetch(URL, { method: 'POST', headers, body: stamped(batch), keepalive: true });
      return status < 500 && status !== 429;
    } catch {
      return false;
    }
  }

  private leave(): void {
    const batches = [this.unsent, this.nextBatch()].filter((batch) => batch !== undefined);
    this.unsent = undefined;
    for (const batch of batches) {
      this.document.defaultView?.navigator.sendBeacon(URL, new Blob([stamped(batch)], { type: 'application/json' }));
    }
  }

  private nextBatch(): ActivityBatchDto | undefined {
    const events = this.queue.splice(0, BATCH_SIZE);
    return events.length > 0 ? { batchId: this.ids.next(), sessionId: this.sessionId, sentAt: '', events } : undefined;
  }
}

const stamped = (batch: ActivityBatchDto): string => JSON.stringify({ ...batch, sentAt: new Date().toISOString() });
