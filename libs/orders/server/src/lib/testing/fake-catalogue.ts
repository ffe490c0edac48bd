import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import type { CatalogRpc, StockLine, VariantQuote } from '@mercury/catalog/contracts';
import { ConflictError, UnavailableError } from '@mercury/platform/errors';
import { REDIS_STREAMS } from '@mercury/platform/redis-streams';

type Request<P extends keyof CatalogRpc> = CatalogRpc[P]['request'];
interface Hold {
  readonly lines: readonly StockLine[];
  status: 'held' | 'released' | 'sold';
}

/** A catalogue in memory that keeps the rules of the real one: any variant `v-<n>` exists, at 10.00 a unit. */
@Controller()
export class FakeCatalogue {
  readonly free = new Map<string, number>();
  readonly holds = new Map<string, Hold>();
  readonly returned = new Set<string>();
  priceMinor = 1_000;
  away = false;

  /** Units of a variant in holds that live, and sold ones that have not come back. */
  units(variantId: string, status: Hold['status']): number {
    return [...this.holds.values()]
      .filter((hold) => hold.status === status)
      .flatMap(({ lines }) => lines)
      .reduce((sum, line) => (line.variantId === variantId ? sum + line.quantity : sum), 0);
  }

  /** The hold's time is over, as the catalogue's own sweeper ends it. */
  runOut(holdId: string): void {
    this.end(holdId, 'released');
  }

  @MessagePattern('catalog.get-variants', REDIS_STREAMS)
  variants(@Payload() { variantIds }: Request<'catalog.get-variants'>): VariantQuote[] {
    this.check();
    return variantIds.filter((id) => id.startsWith('v-')).map((id) => this.quote(id));
  }

  @MessagePattern('catalog.hold-stock', REDIS_STREAMS)
  hold(@Payload() { holdId, lines }: Request<'catalog.hold-stock'>) {
    this.check();
    const known = this.holds.get(holdId);
    if (known?.status === 'held') return { position: 1 };
    if (known) throw new ConflictError('catalog.hold_gone');
    if (lines.some(({ variantId, quantity }) => this.available(variantId) < quantity))
      throw new ConflictError('catalog.sold_out', {
        data: { lines: lines.map(({ variantId }) => ({ variantId, available: this.available(variantId) })) },
      });
    for (const { variantId, quantity } of lines) this.free.set(variantId, this.available(variantId) - quantity);
    this.holds.set(holdId, { lines, status: 'held' });
    return { position: 1 };
  }

  @MessagePattern('catalog.commit-stock', REDIS_STREAMS)
  commit(@Payload() { holdId }: Request<'catalog.commit-stock'>) {
    this.check();
    const hold = this.holds.get(holdId);
    if (!hold || hold.status === 'released') throw new ConflictError('catalog.hold_gone');
    hold.status = 'sold';
    return { position: 1 };
  }

  @MessagePattern('catalog.release-stock', REDIS_STREAMS)
  release(@Payload() { holdId }: Request<'catalog.release-stock'>) {
    this.check();
    if (this.holds.get(holdId)?.status === 'sold') throw new ConflictError('catalog.hold_sold');
    this.end(holdId, 'released');
    return { position: 1 };
  }

  @MessagePattern('catalog.return-stock', REDIS_STREAMS)
  takeBack(@Payload() { orderId, lines }: Request<'catalog.return-stock'>) {
    this.check();
    if (this.returned.has(orderId)) return { position: 1 };
    this.returned.add(orderId);
    for (const { variantId, quantity } of lines) this.free.set(variantId, this.available(variantId) + quantity);
    return { position: 1 };
  }

  available(variantId: string): number {
    return this.free.get(variantId) ?? 100;
  }

  private end(holdId: string, status: Hold['status']): void {
    const hold = this.holds.get(holdId);
    if (hold?.status !== 'held') return;
    hold.status = status;
    for (const { variantId, quantity } of hold.lines) this.free.set(variantId, this.available(variantId) + quantity);
  }

  private check(): void {
    if (this.away) throw new UnavailableError('catalog.away');
  }

  private quote(variantId: string): VariantQuote {
    return {
      variantId,
      productId: `p-${variantId}`,
      slug: variantId,
      title: `Item ${variantId}`,
      brand: 'Halden',
      sku: variantId,
      options: {},
      image: { id: 'i', alt: '', color: '#ffffff' },
      priceMinor: this.priceMinor,
      currency: 'EUR',
      available: this.available(variantId),
      categoryPath: ['lighting'],
    };
  }
}
