export interface IdentityOptions {
  /** What Redis keys begin with. */
  readonly keyPrefix: string;
}

export const IDENTITY_OPTIONS = Symbol('IDENTITY_OPTIONS');
