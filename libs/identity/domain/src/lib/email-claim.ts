import type { EmailEvent } from '@mercury/identity/contracts';
import { IdentityRefusal } from './identity.refusal';

/** Who holds an e-mail address. */
export interface EmailClaimState {
  readonly accountId?: string;
}

/** How the events of `identity.email-<emailHash>` fold. */
export const emailClaimAggregate = {
  streamType: 'identity.email',
  initialState: (): EmailClaimState => ({}),
  evolve: (_: EmailClaimState, { data }: EmailEvent): EmailClaimState => ({ accountId: data.accountId }),
};

/** Gives an address to its first claimant, for good; its own account may claim it again. */
export function claimEmail(state: EmailClaimState, emailHash: string, accountId: string): EmailEvent[] {
  if (state.accountId === accountId) return [];
  if (state.accountId)
    throw new IdentityRefusal('identity.email_taken', 'There is an account with this e-mail address already');
  return [{ type: 'identity.email.claimed', data: { emailHash, accountId } }];
}
