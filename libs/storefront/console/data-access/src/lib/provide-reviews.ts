import { makeEnvironmentProviders, type EnvironmentProviders } from '@angular/core';
import { provideEffects } from '@ngrx/effects';
import { provideState } from '@ngrx/store';
import * as effects from './reviews.effects';
import { reviewsFeature } from './reviews.feature';

/** The risk review queue's slice of the store and its effects. */
export function provideReviews(): EnvironmentProviders {
  return makeEnvironmentProviders([provideState(reviewsFeature), provideEffects(effects)]);
}
