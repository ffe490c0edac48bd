import { type EnvironmentProviders, makeEnvironmentProviders } from '@angular/core';
import { provideEffects } from '@ngrx/effects';
import { provideState } from '@ngrx/store';
import * as effects from './session.effects';
import { sessionFeature } from './session.feature';

/** The session in the store. It is loaded when `SessionActions.opened` says that a browser is there. */
export function provideSession(): EnvironmentProviders {
  return makeEnvironmentProviders([provideState(sessionFeature), provideEffects(effects)]);
}
