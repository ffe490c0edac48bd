import { deterministicId } from '@mercury/shared/util-ids';

/** The id of one attempt to pay one order: who repeats the attempt finds the payment of the first time. */
export function paymentIdOf(orderId: string, attempt: number): string {
  return deterministicId('payment', orderId, String(attempt));
}
