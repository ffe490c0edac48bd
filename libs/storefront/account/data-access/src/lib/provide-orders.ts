import { makeEnvironmentProviders, type EnvironmentProviders } from '@angular/core';
import { provideEffects } from '@ngrx/effects';
import { provideState } from '@ngrx/store';
import * as effects from './order.effects';
import { orderFeature } from './order.feature';

/** The order page's slice of the store and its effects; the checkout needs them too, to start the payment. */
export function provideOrders(): EnvironmentProviders {
  return makeEnvironmentProviders([provideState(orderFeature), provideEffects(effects)]);
}
