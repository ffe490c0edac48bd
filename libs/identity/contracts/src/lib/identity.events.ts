import type { Role } from './identity.views';

/**
 * Events of stream `identity.account-<accountId>`. What names a person is sealed with that person's own key, so that
 * erasing the key erases the person from the whole history; `emailHash` is the address's pseudonym, random digits whose tie to
 * the address goes with the person.
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
  | { type: 'identity.account.password-changed'; data: { accountId: string; sealedPasswordHash: string } }
  | SubjectForgotten;

/**
 * A person was forgotten, for good: of an account in its own stream, of a guest in `identity.visitor-<visitorId>`. Appended
 * in the transaction that destroys the person's key.
 */
export interface SubjectForgotten {
  type: 'identity.subject.forgotten';
  data: { subjectId: string };
}

/** Events of stream `identity.email-<emailHash>`: an address belongs to the account that claimed it first. */
export type EmailEvent = { type: 'identity.email.claimed'; data: { emailHash: string; accountId: string } };
