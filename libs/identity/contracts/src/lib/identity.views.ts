/** Who may do what: shoppers buy; merchants run the shop; analysts read its figures; admins may do all of it. */
export const roles = ['shopper', 'merchant', 'analyst', 'admin'] as const;
export type Role = (typeof roles)[number];

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
