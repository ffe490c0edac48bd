import { productAggregate, stockAggregate } from '@mercury/catalog/domain';
import { accountAggregate, emailClaimAggregate } from '@mercury/identity/domain';
import { cartAggregate, orderAggregate } from '@mercury/orders/domain';
import { paymentAggregate } from '@mercury/payment/domain';
import { assessmentAggregate } from '@mercury/risk/domain';

/** How the streams of one type fold, whatever their state and events are. */
export interface AnyAggregate {
  readonly streamType: string;
  initialState(): unknown;
  evolve(state: never, event: never): unknown;
}

/** Every aggregate of the house; streams of behaviour fold into nothing. */
export const allAggregates: readonly AnyAggregate[] = [
  accountAggregate,
  assessmentAggregate,
  cartAggregate,
  emailClaimAggregate,
  orderAggregate,
  paymentAggregate,
  productAggregate,
  stockAggregate,
];
