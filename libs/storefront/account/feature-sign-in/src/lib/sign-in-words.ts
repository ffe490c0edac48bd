import { ApiProblem } from '@mercury/storefront/shell/data-access';

const words: Record<string, string> = {
  'identity.bad_credentials': 'This email address and password do not go together. Please check both.',
  'identity.email_taken': 'There is an account with this email address already. Sign in instead.',
};

/** Why signing in or up did not work, in the shopper's words. */
export function signInProblem(error: unknown): string {
  const problem = ApiProblem.from(error);
  if (problem.status === 429) return 'Too many tries. Please wait a minute, then try again.';
  return words[problem.code] ?? problem.errors[0]?.message ?? problem.message;
}
