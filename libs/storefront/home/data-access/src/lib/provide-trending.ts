import { type EnvironmentProviders, makeEnvironmentProviders } from '@angular/core';
import { provideEffects } from '@ngrx/effects';
import { provideState } from '@ngrx/store';
import * as effects from './trending.effects';
import { trendingFeature } from './trending.feature';

/** What is trending, in the store. */
export function provideTrending(): EnvironmentProviders {
  return makeEnvironmentProviders([provideState(trendingFeature), provideEffects(effects)]);
}
