export interface IdentityOptions {
  /** PERSONAL_DATA_KEY: wraps the key of each person, 64 hexadecimal digits. Losing it loses every account. */
  readonly personalDataKey: string;
  /** What Redis keys begin with. */
  readonly keyPrefix: string;
}

export const IDENTITY_OPTIONS = Symbol('IDENTITY_OPTIONS');
