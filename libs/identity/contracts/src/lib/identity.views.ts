export type Role = 'shopper' | 'merchant' | 'analyst' | 'admin';

export interface AccountView {
  readonly accountId: string;
  readonly email: string;
  readonly displayName: string;
  readonly role: Role;
}

/** What the browser may know of its session. `csrfToken` goes back in `X-CSRF-Token` with every command. */
export interface SessionView {
  readonly account: AccountView | null;
  readonly csrfToken: string;
}
