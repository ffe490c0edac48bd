export { accountAggregate, type AccountState } from './lib/account';
export { changePassword, forgetAccount, grantRole, registerAccount } from './lib/account.decider';
export { claimEmail, emailClaimAggregate, type EmailClaimState } from './lib/email-claim';
export { IdentityRefusal } from './lib/identity.refusal';
