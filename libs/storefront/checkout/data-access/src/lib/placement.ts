import type { PlaceOrderDto } from '@mercury/orders/contracts';

/** An order that was sent and not answered: the same one goes out under the same key, so it is placed once. */
export interface Placement {
  readonly key: string;
  readonly order: PlaceOrderDto;
}
