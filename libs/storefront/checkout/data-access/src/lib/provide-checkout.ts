import { makeEnvironmentProviders, type EnvironmentProviders } from '@angular/core';
import { provideEffects } from '@ngrx/effects';
import { provideState } from '@ngrx/store';
import * as effects from './checkout.effects';
import { checkoutFeature } from './checkout.feature';

/** The checkout's slice of the store and its effects. */
export function provideCheckout(): EnvironmentProviders {
  return makeEnvironmentProviders([provideState(checkoutFeature), provideEffects(effects)]);
}
