import { makeEnvironmentProviders, type EnvironmentProviders } from '@angular/core';
import { provideEffects } from '@ngrx/effects';
import { provideState } from '@ngrx/store';
import { loadCart, nextIntent, sendIntent } from './cart.effects';
import { cartFeature } from './cart.feature';

/** The cart's slice of the store and its effects. */
export function provideCart(): EnvironmentProviders {
  return makeEnvironmentProviders([provideState(cartFeature), provideEffects({ loadCart, nextIntent, sendIntent })]);
}
