import { roles, type AccountEvent, type EmailEvent } from '@mercury/identity/contracts';
import { eventTypes, shape } from '@mercury/platform/event-store';

const { id, oneOf, text } = shape;

/** Every event of this context, by the shape that is written today. Sealed fields are opaque: nobody looks into them. */
export const identityEventTypes = eventTypes<AccountEvent | EmailEvent>({
  'identity.account.registered': {
    accountId: id,
    emailHash: id,
    sealedEmail: text,
    sealedDisplayName: text,
    sealedPasswordHash: text,
    role: oneOf(...roles),
  },
  'identity.account.role-granted': { accountId: id, role: oneOf(...roles), grantedBy: id },
  'identity.account.password-changed': { accountId: id, sealedPasswordHash: text },
  'identity.subject.forgotten': { subjectId: id },
  'identity.email.claimed': { emailHash: id, accountId: id },
});
