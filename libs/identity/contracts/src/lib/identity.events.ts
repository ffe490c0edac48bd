import type { Role } from './identity.views';

/**
 * Events of stream `identity.account-<accountId>`. What names a person is sealed with that person's own key, so that
 * erasing the key erases the person from the whole history; `emailHash` is keyed and says nothing by itself.
 */
export type AccountEvent =
  | {
      type: 'identity.account.registered';
      data: {
        accountId: string;
        emailHash: string;
        sealedEmail: string;
        sealedDisplayName: string;
        sealedPasswordHash: string;
        role: Role;
      };
    }
  | { type: 'identity.account.role-granted'; data: { accountId: string; role: Role; grantedBy: string } }
  | { type: 'identity.account.password-changed'; data: { accountId: string; sealedPasswordHash: string } };

/** Events of stream `identity.email-<emailHash>`: an address belongs to the account that claimed it first. */
export type EmailEvent = { type: 'identity.email.claimed'; data: { emailHash: string; accountId: string } };
