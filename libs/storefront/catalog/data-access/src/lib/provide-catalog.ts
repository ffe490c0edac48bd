import { type EnvironmentProviders, makeEnvironmentProviders } from '@angular/core';
import { provideEffects } from '@ngrx/effects';
import { provideState } from '@ngrx/store';
import * as effects from './catalog.effects';
import { catalogFeature } from './catalog.feature';

/** The lists of the catalogue, in the store. */
export function provideCatalog(): EnvironmentProviders {
  return makeEnvironmentProviders([provideState(catalogFeature), provideEffects(effects)]);
}
