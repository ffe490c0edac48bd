/** About 320 bytes of JSON, as a shop's events are. `sentAt` is monotonic and the same clock in every process of the machine. */
export interface BenchMessage {
  readonly n: number;
  readonly sentAt: number;
  readonly orderId: string;
  readonly customerId: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly lines: readonly { readonly productId: string; readonly quantity: number; readonly priceMinor: number }[];
}

export function benchMessage(n: number): BenchMessage {
  return {
    n,
    sentAt: monotonicMs(),
    orderId: `0192f0c0-7a10-7c2e-9d5b-${String(n).padStart(12, '0')}`,
    customerId: `customer-${n % 1_000}`,
    currency: 'EUR',
    totalMinor: 4_990 + (n % 100),
    lines: [
      { productId: `product-${n % 53}`, quantity: 1, priceMinor: 2_495 },
      { productId: `product-${n % 97}`, quantity: 1, priceMinor: 2_495 },
    ],
  };
}

/** Messages of one customer are in order: as many lanes as customers. */
export const keyOf = (message: BenchMessage): string => message.customerId;

export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
